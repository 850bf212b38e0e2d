package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Response as functions build it. */
final class HttpResponse implements HttpResponseMessage {

  private final HttpStatusType status;
  private final SortedMap<String, String> headers;
  private final @Nullable Object body;
  private final byte[] bytes;

  private HttpResponse(Builder builder) {
    this.status = builder.status;
    this.headers = new TreeMap<>(builder.headers);
    this.body = builder.body;
    this.bytes = bytes(builder.body);
  }

  static Builder with(HttpStatusType status) {
    return new Builder(status);
  }

  @Override
  public HttpStatusType getStatus() {
    return status;
  }

  @Override
  public @Nullable String getHeader(String key) {
    return headers.get(key);
  }

  @Override
  public @Nullable Object getBody() {
    return body;
  }

  Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /** Returns the body as sent over the wire. */
  byte[] bytes() {
    return bytes;
  }

  private static byte[] bytes(@Nullable Object body) {
    if (body == null) {
      return new byte[0];
    }
    if (body instanceof byte[] bytes) {
      return bytes;
    }
    if (body instanceof String text) {
      return text.getBytes(UTF_8);
    }
    throw new IllegalStateException("a body must be String or byte[], not " + body.getClass());
  }

  static final class Builder implements HttpResponseMessage.Builder {

    private HttpStatusType status;
    private final SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private @Nullable Object body;

    private Builder(HttpStatusType status) {
      this.status = status;
    }

    @Override
    public Builder status(HttpStatusType newStatus) {
      this.status = newStatus;
      return this;
    }

    @Override
    public Builder header(String key, String value) {
      headers.put(key, value);
      return this;
    }

    @Override
    public Builder body(@Nullable Object newBody) {
      this.body = newBody;
      return this;
    }

    /** Throws {@link IllegalStateException} for a body that is neither text nor bytes. */
    @Override
    public HttpResponse build() {
      return new HttpResponse(this);
    }
  }
}
