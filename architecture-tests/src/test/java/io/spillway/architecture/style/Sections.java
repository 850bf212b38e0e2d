package io.spillway.architecture.style;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines of a text file by the {@code [section]} above them, without comments and blank lines. */
final class Sections {

  private final Map<String, List<String>> sections = new LinkedHashMap<>();

  private Sections() {}

  static Sections read(String resource) {
    try (InputStream in = requireNonNull(Sections.class.getResourceAsStream(resource), resource)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Sections parse(String text) {
    Sections result = new Sections();
    List<String> section = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("[")) {
        section = new ArrayList<>();
        result.sections.put(line.substring(1, line.length() - 1), section);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        section.add(line);
      }
    }
    return result;
  }

  List<String> lines(String section) {
    return requireNonNull(sections.get(section), section);
  }
}
