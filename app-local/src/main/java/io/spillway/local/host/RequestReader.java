package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** Turns what arrived into what functions see, within the limits. */
final class RequestReader {

  /** How much of a body that is too large is read all the same, so that the answer gets through. */
  private static final int POLITE_DRAIN_BYTES = 1 << 20;

  /** What is read where something is no UTF-8; it may also have been sent as such. */
  private static final char REPLACEMENT = '\uFFFD';

  private final int maxBodyBytes;

  RequestReader(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  HttpRequest read(Request request, HttpMethod method) {
    Optional<String> body = body(request);
    try {
      URI uri = URI.create(request.getHttpURI().asString());
      return new HttpRequest(uri, method, headers(request), queryParameters(request), body);
    } catch (IllegalArgumentException e) {
      throw new HttpRefusal(Problems.badEncoding());
    }
  }

  private Optional<String> body(Request request) {
    byte[] bytes = bytes(request);
    if (bytes.length == 0) {
      return Optional.empty();
    }
    String text = new String(bytes, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(bytes)) {
      throw new HttpRefusal(Problems.badEncoding());
    }
    return Optional.of(text);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private byte[] bytes(Request request) {
    InputStream in = Request.asInputStream(request);
    try {
      long announced = request.getLength();
      if (announced >= 0 && announced <= maxBodyBytes) {
        return in.readNBytes((int) announced);
      }
      byte[] bytes = announced < 0 ? in.readNBytes(maxBodyBytes + 1) : new byte[0];
      if (announced > maxBodyBytes || bytes.length > maxBodyBytes) {
        drain(in, announced);
        throw new HttpRefusal(Problems.bodyTooLarge(maxBodyBytes));
      }
      return bytes;
    } catch (IOException e) {
      throw new HttpRefusal(Problems.incompleteBody());
    }
  }

  private static void drain(InputStream in, long announced) throws IOException {
    if (announced <= POLITE_DRAIN_BYTES) {
      long left = POLITE_DRAIN_BYTES;
      for (long skipped = 1; left > 0 && skipped > 0; left -= skipped) {
        skipped = in.skip(left);
      }
    }
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.merge(field.getLowerCaseName(), value(field), (one, two) -> one + ", " + two);
    }
    return headers;
  }

  private static String value(HttpField field) {
    return field.getValue() == null ? "" : field.getValue();
  }

  private static Map<String, String> queryParameters(Request request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      parameters.put(field.getName(), String.join(",", field.getValues()));
    }
    return parameters;
  }
}
