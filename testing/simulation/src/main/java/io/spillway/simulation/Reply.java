package io.spillway.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Response to a caller. */
record Reply(HttpStatusType type, Map<String, String> headers, Object text)
    implements HttpResponseMessage {

  int status() {
    return type.value();
  }

  boolean isOk() {
    return status() < 300;
  }

  /** Returns whether the outcome is unknown. */
  boolean isUnsure() {
    return status() >= 500;
  }

  ObjectNode body() {
    return Json.readObject((String) text);
  }

  @Override
  public HttpStatusType getStatus() {
    return type;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return headers.get(name);
  }

  @Override
  public Object getBody() {
    return text;
  }

  /** Builder of replies. */
  static final class Builder implements HttpResponseMessage.Builder {

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private HttpStatusType status;
    private Object text = "";

    Builder(HttpStatusType status) {
      this.status = status;
    }

    @Override
    public Builder status(HttpStatusType other) {
      status = other;
      return this;
    }

    @Override
    public Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    @Override
    public Builder body(Object body) {
      text = body;
      return this;
    }

    @Override
    public HttpResponseMessage build() {
      return new Reply(status, headers, text);
    }
  }
}
