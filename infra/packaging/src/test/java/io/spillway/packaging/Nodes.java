package io.spillway.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Child nodes of JSON and YAML. */
final class Nodes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Nodes() {}

  static JsonNode json(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> Stream<T> stream(Iterable<T> array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Returns an array's texts, in order. */
  static Stream<String> texts(JsonNode array) {
    return stream(array).map(JsonNode::asText);
  }

  /** Returns an object's names. */
  static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
