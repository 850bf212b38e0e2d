package io.spillway.packaging.worker;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Request as passed by the worker. */
record PlainRequest(
    HttpMethod method, String path, Map<String, String> headers, Optional<String> body)
    implements HttpRequestMessage<Optional<String>> {

  static PlainRequest get(String path) {
    return new PlainRequest(HttpMethod.GET, path, Map.of(), Optional.empty());
  }

  static PlainRequest post(String path, String json) {
    return new PlainRequest(
        HttpMethod.POST, path, Map.of("content-type", "application/json"), Optional.of(json));
  }

  @Override
  public URI getUri() {
    return URI.create("http://localhost/api/" + path);
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
    return Map.of();
  }

  @Override
  public Optional<String> getBody() {
    return body;
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
    return new PlainResponse.Builder(status);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
    return new PlainResponse.Builder(status);
  }
}
