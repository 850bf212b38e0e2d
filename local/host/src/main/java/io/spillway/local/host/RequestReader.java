package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** Converts received requests to the functions' form, within the limits. */
final class RequestReader {

  /**
   * Amount of an excessive body that is read and discarded, so that the client receives the
   * response.
   */
  private static final int POLITE_DRAIN_BYTES = 1 << 20;

  /** The decoder's replacement for invalid UTF-8; it may also have been sent as such. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final int BUFFER = 8_192;

  private final int maxBodyBytes;
  private final LongSupplier nanoTime;

  RequestReader(int maxBodyBytes) {
    this(maxBodyBytes, System::nanoTime);
  }

  /**
   * @param nanoTime the clock for a body's rate
   */
  RequestReader(int maxBodyBytes, LongSupplier nanoTime) {
    this.maxBodyBytes = maxBodyBytes;
    this.nanoTime = nanoTime;
  }

  HttpRequest read(Request request, HttpMethod method) {
    LazyBody body = new LazyBody(() -> body(request));
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
    long announced = request.getLength();
    InputStream in = Request.asInputStream(request);
    BodyPace pace = new BodyPace(nanoTime);
    try {
      if (announced > maxBodyBytes) {
        if (announced <= POLITE_DRAIN_BYTES) {
          read(in, POLITE_DRAIN_BYTES, pace);
        }
        throw new HttpRefusal(Problems.bodyTooLarge(maxBodyBytes));
      }
      byte[] bytes = read(in, announced < 0 ? maxBodyBytes + 1 : (int) announced, pace);
      if (bytes.length > maxBodyBytes) {
        read(in, POLITE_DRAIN_BYTES, pace);
        throw new HttpRefusal(Problems.bodyTooLarge(maxBodyBytes));
      }
      return bytes;
    } catch (IOException e) {
      throw new HttpRefusal(Problems.incompleteBody());
    }
  }

  /** Reads up to {@code most} bytes, at the minimum rate. */
  private static byte[] read(InputStream in, int most, BodyPace pace) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[Math.min(most, BUFFER)];
    int left = most;
    while (left > 0) {
      int read = in.read(buffer, 0, Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      bytes.write(buffer, 0, read);
      left -= read;
      pace.check(bytes.size());
    }
    return bytes.toByteArray();
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
