package io.spillway.local.host;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpStatus;
import io.spillway.functions.http.Refusal;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers each request with what its function returns. */
final class FunctionHandler extends Handler.Abstract {

  private static final HttpField NO_SNIFFING =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");

  private static final HttpField NOT_STORED =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

  private final HttpRoutes routes;
  private final RequestReader reader;
  private final AtomicLong answered = new AtomicLong();

  FunctionHandler(HttpRoutes routes, RequestReader reader) {
    this.routes = routes;
    this.reader = reader;
  }

  /** How many requests have been answered, refusals included. */
  long answered() {
    return answered.get();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpResponse answer;
    try {
      answer = answer(request);
    } catch (HttpRefusal refusal) {
      UnreadBody.drop(request);
      answer = refusal.response();
    }
    write(answer, response, callback);
    return true;
  }

  private HttpResponse answer(Request request) {
    LoopbackCallers.check(request);
    HttpRoutes.Match match = routes.match(Request.getPathInContext(request));
    if (match == null) {
      throw new HttpRefusal(Problems.notFound());
    }
    if (request.getMethod().equals("OPTIONS")) {
      UnreadBody.drop(request);
      return HttpResponse.with(HttpStatus.NO_CONTENT)
          .header("Allow", match.route().allowed())
          .build();
    }
    HttpMethod method = methodToRun(request.getMethod());
    HttpRoutes.Target target = match.route().targets().get(method);
    if (target == null) {
      String allowed = match.route().allowed();
      throw new HttpRefusal(Problems.methodNotAllowed(allowed)).with("Allow", allowed);
    }
    HttpRequest message = reader.read(request, method);
    FunctionMethod function = target.function();
    HttpResponse answer = run(function, Invocation.of(function, message, match.parameters(target)));
    if (!message.lazyBody().isAsked()) {
      UnreadBody.drop(request);
    }
    HttpRefusal refused = message.lazyBody().refusal();
    return refused == null ? answer : refused.response();
  }

  private static HttpResponse run(FunctionMethod function, Invocation invocation) {
    try {
      if (function.call(invocation) instanceof HttpResponse response) {
        return response;
      }
      throw new IllegalStateException("a function must return what its request's builder built");
    } catch (Refusal refused) {
      return new HttpRefusal(Problems.internal()).response(); // answered by the body's own refusal
    } catch (Throwable e) {
      FailureLog.functionFailed(invocation, e);
      return new HttpRefusal(Problems.internal()).response();
    }
  }

  /** HEAD runs as GET, and the server leaves the body out. */
  private static HttpMethod methodToRun(String name) {
    try {
      return name.equals("HEAD") ? HttpMethod.GET : HttpMethod.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      return HttpMethod.CONNECT; // which no function answers
    }
  }

  private void write(HttpResponse answer, Response response, Callback callback) {
    byte[] body = answer.bytes();
    HttpFields.Mutable headers = response.getHeaders();
    answer.headers().forEach(headers::put);
    headers.put(NO_SNIFFING);
    if (!headers.contains(HttpHeader.CACHE_CONTROL)) {
      headers.put(NOT_STORED);
    }
    if (body.length > 0 && !headers.contains(HttpHeader.CONTENT_TYPE)) {
      headers.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    }
    response.setStatus(answer.getStatusCode());
    response.write(true, ByteBuffer.wrap(body), Callback.from(callback, answered::incrementAndGet));
  }
}
