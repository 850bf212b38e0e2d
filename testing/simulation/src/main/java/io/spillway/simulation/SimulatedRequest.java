package io.spillway.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import io.spillway.functions.http.Router;
import io.spillway.wire.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Request as passed by a host. */
final class SimulatedRequest implements HttpRequestMessage<Optional<String>> {

  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, String> query = new HashMap<>();
  private final @Nullable String body;
  private HttpMethod method = HttpMethod.GET;
  private URI uri = URI.create("http://127.0.0.1");

  private SimulatedRequest(String caller, @Nullable String body) {
    this.body = body;
    headers.put("content-type", "application/json");
    headers.put(SimulatedProcess.CALLER, caller);
  }

  static SimulatedRequest empty(String caller) {
    return new SimulatedRequest(caller, null);
  }

  static SimulatedRequest of(String caller, ObjectNode body) {
    return new SimulatedRequest(caller, Json.text(body));
  }

  SimulatedRequest ifMatch(String etag) {
    headers.put("if-match", etag);
    return this;
  }

  SimulatedRequest whereNothingIs() {
    headers.put("if-none-match", "*");
    return this;
  }

  SimulatedRequest where(String name, String value) {
    query.put(name, value);
    return this;
  }

  /** Returns the request with a path of these segments, each of any text. */
  SimulatedRequest to(HttpMethod newMethod, String... segments) {
    StringBuilder path = new StringBuilder("http://127.0.0.1").append(Router.ROOT);
    for (String segment : segments) {
      path.append('/').append(URLEncoder.encode(segment, UTF_8).replace("+", "%20"));
    }
    method = newMethod;
    uri = URI.create(path.toString());
    return this;
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public HttpMethod getHttpMethod() {
    return method;
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
