package io.spillway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Strict JSON reader and writer: a single value without trailing content, no duplicate field names,
 * at most {@value #MAX_DEPTH} levels of nesting, and numbers exactly as written.
 */
public final class Json {

  /** Maximum nesting of arrays and objects. */
  public static final int MAX_DEPTH = 32;

  private static final int USUAL_LENGTH = 256;

  private static final String BEYOND_LIMITS =
      "is JSON that exceeds the limits ("
          + MAX_DEPTH
          + " levels, numbers of 1000 digits and exponents of 32 bits)";

  private Json() {}

  /** {@return a new object without fields} */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * {@return the node as text} Uses neither Jackson's generator nor its mapper: loading them takes
   * about 0.1 s and 0.3 s of a cold start.
   *
   * @param node any node
   */
  public static String text(JsonNode node) {
    StringBuilder text = new StringBuilder(USUAL_LENGTH);
    write(node, text);
    return text.toString();
  }

  private static void write(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      char separator = '{';
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        text.append(separator);
        quote(field.getKey(), text);
        text.append(':');
        write(field.getValue(), text);
        separator = ',';
      }
      text.append(separator == '{' ? "{}" : "}");
    } else if (node.isArray()) {
      char separator = '[';
      for (JsonNode element : node) {
        text.append(separator);
        write(element, text);
        separator = ',';
      }
      text.append(separator == '[' ? "[]" : "]");
    } else if (isBare(node)) {
      text.append(node.asText());
    } else {
      quote(node.asText(), text);
    }
  }

  /** Returns whether a node is written without quotes: JSON has no numbers for NaN and infinity. */
  private static boolean isBare(JsonNode node) {
    return node.isBoolean()
        || node.isNull()
        || (node instanceof NumericNode number && !number.isNaN());
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, text);
    text.append('"');
  }

  /**
   * Returns the node as UTF-8 text. An unpaired surrogate becomes a question mark, so that one in a
   * failure's message cannot prevent dead-lettering.
   */
  static byte[] bytes(JsonNode node) {
    return text(node).getBytes(UTF_8);
  }

  /**
   * Parses a JSON object.
   *
   * @param text any text
   * @return the object, with exact decimals
   * @throws UnreadableJsonException if the text is not JSON or not an object
   */
  public static ObjectNode readObject(String text) {
    if (read(text) instanceof ObjectNode object) {
      return object;
    }
    throw new UnreadableJsonException(
        UnreadableJsonException.Reason.NOT_AN_OBJECT, "must be a JSON object");
  }

  /**
   * Parses a JSON value.
   *
   * @param text any text
   * @return the value, with exact decimals
   * @throws UnreadableJsonException if the text is not JSON
   */
  public static JsonNode read(String text) {
    JsonNode node;
    try {
      node = Reading.MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (JsonProcessingException e) {
      throw new UnreadableJsonException(UnreadableJsonException.Reason.NOT_JSON, explain(e));
    } catch (NumberFormatException e) {
      // Jackson throws this for an exponent that exceeds BigDecimal's range.
      throw new UnreadableJsonException(UnreadableJsonException.Reason.NOT_JSON, BEYOND_LIMITS);
    }
    if (node.isMissingNode()) {
      throw new UnreadableJsonException(UnreadableJsonException.Reason.NOT_JSON, "is empty");
    }
    return node;
  }

  /**
   * Replaces Jackson's messages, which quote the text, because it must not be returned or logged.
   */
  private static String explain(JsonProcessingException e) {
    String what = "is not well-formed JSON";
    if (e instanceof StreamConstraintsException) {
      what = BEYOND_LIMITS;
    } else if (e instanceof MismatchedInputException) {
      what = "must be one JSON value that names no field twice";
    }
    JsonLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? what
        : what + ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** Separate class, so that only readers load the mapper. */
  private static final class Reading {

    static final JsonMapper MAPPER =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
  }
}
