package io.spillway.local.host;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Request as functions receive it; header names are in lower case, as on the real host. */
record HttpRequest(
    URI uri,
    HttpMethod method,
    Map<String, String> headers,
    Map<String, String> queryParameters,
    LazyBody lazyBody)
    implements HttpRequestMessage<Optional<String>> {

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

  @Override
  public Optional<String> getBody() {
    return lazyBody.read();
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
    return HttpResponse.with(status);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
    return HttpResponse.with(status);
  }

  /** Contains no user data. */
  @Override
  public String toString() {
    return "HttpRequest[" + method + "]";
  }
}
