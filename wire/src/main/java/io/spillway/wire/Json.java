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
 * JSON text as it is read and written here: one value and nothing behind it, no name twice in an
 * object, at most {@value #MAX_DEPTH} levels deep, and numbers exactly as they are written.
 */
public final class Json {

  /** Most levels of arrays and objects inside each other. */
  public static final int MAX_DEPTH = 32;

  private static final int USUAL_LENGTH = 256;

  private static final String BEYOND_LIMITS =
      "is JSON beyond the limits ("
          + MAX_DEPTH
          + " levels, numbers of 1000 digits and exponents of 32 bits)";

  private Json() {}

  /** {@return a new object without fields} */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * {@return the node as text} It takes no generator and no mapper: loading one is a tenth, loading
   * the other a third of a second of a cold start.
   *
   * @param node of any kind
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

  /** JSON has no number for NaN and the infinite ones. */
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
   * The node as text in UTF-8. Half a surrogate pair becomes a question mark: one in a failure's
   * message must not keep its letter from being buried.
   */
  static byte[] bytes(JsonNode node) {
    return text(node).getBytes(UTF_8);
  }

  /**
   * Reads the object that a text holds.
   *
   * @param text any
   * @return the object, its decimals exact
   * @throws UnreadableJsonException when it is not JSON or not an object
   */
  public static ObjectNode readObject(String text) {
    JsonNode node;
    try {
      node = Reading.MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (JsonProcessingException e) {
      throw new UnreadableJsonException(UnreadableJsonException.Reason.NOT_JSON, explain(e));
    } catch (NumberFormatException e) {
      // Jackson lets this one through for an exponent that no BigDecimal has.
      throw new UnreadableJsonException(UnreadableJsonException.Reason.NOT_JSON, BEYOND_LIMITS);
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw node.isMissingNode()
        ? new UnreadableJsonException(UnreadableJsonException.Reason.NOT_JSON, "is empty")
        : new UnreadableJsonException(
            UnreadableJsonException.Reason.NOT_AN_OBJECT, "must be a JSON object");
  }

  /** Jackson's own messages quote the text, which must not be passed on or logged. */
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

  /** Loaded by those who read. */
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
