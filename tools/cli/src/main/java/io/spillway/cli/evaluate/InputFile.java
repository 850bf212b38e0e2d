package io.spillway.cli.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * File with labelled texts, and its form.
 *
 * @param separator the character between cells of CSV; null to detect it by the header
 */
public record InputFile(
    Path path,
    InputFormat format,
    @Nullable Character separator,
    Columns columns,
    LabelNames labels) {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * Texts of a file.
   *
   * @param blank the number of rows without a text, which are left out
   * @param skipped the number of rows that are left out because of a label
   */
  record Content(Source source, List<LabelledText> texts, int blank, int skipped) {}

  /**
   * Reads the file once.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException naming the first invalid line
   */
  Content read() throws IOException {
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException("--input is a directory: " + path);
    }
    MessageDigest digest = sha256();
    Rows rows = new Rows(labels);
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(path), digest);
        RowLimit limit = new RowLimit(new InputStreamReader(bytes, UTF_8.newDecoder()));
        BufferedReader file = new BufferedReader(limit)) {
      skipByteOrderMark(file);
      if (format == InputFormat.JSON_LINES) {
        new JsonLines(columns).read(file, limit, rows);
      } else {
        new CsvRows(columns, format == InputFormat.TSV ? Character.valueOf('\t') : separator)
            .read(file, limit, rows);
      }
    }
    if (rows.texts().isEmpty()) {
      throw new IllegalArgumentException("--input has no texts");
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    String name = String.valueOf(path.getFileName());
    return new Content(
        Source.of(name, hash, columns, labels), rows.texts(), rows.blank(), rows.skipped());
  }

  private static void skipByteOrderMark(BufferedReader file) throws IOException {
    file.mark(1);
    if (file.read() != BYTE_ORDER_MARK) {
      file.reset();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
