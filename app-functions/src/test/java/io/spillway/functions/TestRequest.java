package io.spillway.functions;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Request as passed by a host. */
public record TestRequest(
    HttpMethod method,
    URI uri,
    Map<String, String> headers,
    Map<String, String> queryParameters,
    Optional<String> body)
    implements HttpRequestMessage<Optional<String>> {

  public TestRequest(
      HttpMethod method, URI uri, Map<String, String> headers, Optional<String> body) {
    this(method, uri, headers, query(uri), body);
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
    return queryParameters;
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (uri.getQuery() != null) {
      for (String pair : uri.getQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], parts.length == 1 ? "" : parts[1]);
      }
    }
    return parameters;
  }

  @Override
  public Optional<String> getBody() {
    return body;
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
    return new TestResponse.Builder(status);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
    return new TestResponse.Builder(status);
  }
}
