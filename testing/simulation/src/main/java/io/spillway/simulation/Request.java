package io.spillway.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import io.spillway.wire.Json;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as a host hands it over. */
final class Request implements HttpRequestMessage<Optional<String>> {

  private static final URI ANYWHERE = URI.create("http://127.0.0.1/api");

  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, String> query = new HashMap<>();
  private final @Nullable String body;

  private Request(String caller, @Nullable String body) {
    this.body = body;
    headers.put("content-type", "application/json");
    headers.put(ServerProcess.CALLER, caller);
  }

  static Request empty(String caller) {
    return new Request(caller, null);
  }

  static Request of(String caller, ObjectNode body) {
    return new Request(caller, Json.text(body));
  }

  Request seen(String etag) {
    headers.put("if-match", etag);
    return this;
  }

  Request whereNothingIs() {
    headers.put("if-none-match", "*");
    return this;
  }

  Request where(String name, String value) {
    query.put(name, value);
    return this;
  }

  @Override
  public URI getUri() {
    return ANYWHERE;
  }

  @Override
  public HttpMethod getHttpMethod() {
    return HttpMethod.POST;
  }

  @Override
  public Map<String, String> getHeaders() {
    return headers;
  }

  @Override
  public Map<String, String> getQueryParameters() {
    return query;
  }

  @Override
  public Optional<String> getBody() {
    return Optional.ofNullable(body);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
    return new Reply.Builder(status);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
    return new Reply.Builder(status);
  }
}
