package io.spillway.functions.http;

import static com.microsoft.azure.functions.HttpMethod.CONNECT;
import static com.microsoft.azure.functions.HttpMethod.DELETE;
import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.HEAD;
import static com.microsoft.azure.functions.HttpMethod.OPTIONS;
import static com.microsoft.azure.functions.HttpMethod.PATCH;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static com.microsoft.azure.functions.HttpMethod.PUT;
import static com.microsoft.azure.functions.HttpMethod.TRACE;
import static com.microsoft.azure.functions.annotation.AuthorizationLevel.ANONYMOUS;
import static com.microsoft.azure.functions.annotation.AuthorizationLevel.FUNCTION;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import java.util.Optional;

/**
 * HTTP triggers of the function app. Those of level {@code FUNCTION} serve apps, for which the
 * platform requires a key; the others serve everyone else.
 *
 * <p>The platform calls the first matching function in the order of the functions' names: therefore
 * {@code HttpAuthors} and {@code HttpItemActions} precede {@code HttpStreams}, and {@code
 * HttpUnkeyed} is last. Each accepts every method, because the router also answers for methods.
 */
public final class HttpFunctions {

  private final Router router;

  public HttpFunctions(Router router) {
    this.router = router;
  }

  @FunctionName("HttpAppeals")
  public HttpResponseMessage appeals(
      @HttpTrigger(
              name = "request",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT},
              authLevel = FUNCTION,
              route = "violations/{violationId}/appeal")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return answer(FUNCTION, request, context);
  }

  @FunctionName("HttpAuthors")
  public HttpResponseMessage authors(
      @HttpTrigger(
              name = "request",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT},
              authLevel = ANONYMOUS,
              route = "streams/{streamId}/authors/{*rest}")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return answer(ANONYMOUS, request, context);
  }

  @FunctionName("HttpEvents")
  public HttpResponseMessage events(
      @HttpTrigger(
              name = "request",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT},
              authLevel = FUNCTION,
              route = "events")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return answer(FUNCTION, request, context);
  }

  @FunctionName("HttpItemActions")
  public HttpResponseMessage itemActions(
      @HttpTrigger(
              name = "request",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT},
              authLevel = ANONYMOUS,
              route =
                  "streams/{streamId}/{items}/{id}/{action:regex(^(withhold|workflow)$)}/{*rest}")
          HttpRequestMessage<Optional<String>> request,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    return router.answer(ANONYMOUS, request, context, () -> durable);
  }

  @FunctionName("HttpSeedMessage")
  public HttpResponseMessage seedMessage(
      @HttpTrigger(
              name = "request",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT},
              authLevel = FUNCTION,
              route = "message")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return answer(FUNCTION, request, context);
  }

  @FunctionName("HttpSeedStats")
  public HttpResponseMessage seedStats(
      @HttpTrigger(
              name = "request",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT},
              authLevel = FUNCTION,
              route = "stats/{streamId}")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return answer(FUNCTION, request, context);
  }

  @FunctionName("HttpStreams")
  public HttpResponseMessage streams(
      @HttpTrigger(
              name = "request",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT},
              authLevel = FUNCTION,
              route = "streams/{*rest}")
          HttpRequestMessage<Optional<String>> request,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    return router.answer(FUNCTION, request, context, () -> durable);
  }

  @FunctionName("HttpUnkeyed")
  public HttpResponseMessage unkeyed(
      @HttpTrigger(
              name = "request",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT},
              authLevel = ANONYMOUS,
              route = "{*path}")
          HttpRequestMessage<Optional<String>> request,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    return router.answer(ANONYMOUS, request, context, () -> durable);
  }

  private HttpResponseMessage answer(
      AuthorizationLevel level,
      HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return router.answer(level, request, context, HttpFunctions::none);
  }

  private static DurableClientContext none() {
    throw new IllegalStateException("this function has no durable client");
  }
}
