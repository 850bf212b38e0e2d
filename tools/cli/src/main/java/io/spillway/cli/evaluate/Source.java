package io.spillway.cli.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;

/**
 * Origin of an evaluation's texts.
 *
 * @param file the file's name
 * @param sha256 the SHA-256 of the file's bytes, in hexadecimal
 * @param reading the columns and the mapping of labels, as JSON
 */
record Source(String file, String sha256, ObjectNode reading) {

  static Source of(String file, String sha256, Columns columns, LabelNames labels) {
    ObjectNode reading = Json.object();
    reading.put("textColumn", columns.text());
    columns.labels().forEach(reading.putArray("labelColumns")::add);
    labels.mapped().forEach(reading.putObject("labels")::put);
    reading.put("otherLabels", labels.other());
    return new Source(file, sha256, reading);
  }
}
