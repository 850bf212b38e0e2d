package io.spillway.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.functions.http.Router;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers each request through its route. */
final class FunctionHandler extends Handler.Abstract {

  private static final HttpField NO_SNIFFING =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");

  private static final HttpField NOT_STORED =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

  private static final Logger LOGGER = Logger.getLogger("function.http");

  private final Router router;
  private final Supplier<DurableClientContext> durable;
  private final RequestReader reader;
  private final AtomicLong answered = new AtomicLong();

  FunctionHandler(Router router, Supplier<DurableClientContext> durable, RequestReader reader) {
    this.router = router;
    this.durable = durable;
    this.reader = reader;
  }

  /** Returns the number of answered requests, including rejections. */
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
    LoopbackCallers.check(request, router::admits);
    if (RootRedirect.isAsked(request)) {
      return RootRedirect.response();
    }
    HttpRequest message = reader.read(request, method(request.getMethod()));
    HttpResponse answer = run(message);
    if (!message.lazyBody().isAsked()) {
      UnreadBody.drop(request);
    }
    HttpRefusal refused = message.lazyBody().refusal();
    return refused == null ? answer : refused.response();
  }

  private HttpResponse run(HttpRequest message) {
    ExecutionContext context = HostInvocation.context("http", LOGGER);
    try {
      if (router.answer(null, message, context, durable) instanceof HttpResponse response) {
        return response;
      }
      throw new IllegalStateException("a response must come from its request's builder");
    } catch (Throwable e) {
      FailureLog.functionFailed(context, e);
      return new HttpRefusal(Problems.internal()).response();
    }
  }

  private static HttpMethod method(String name) {
    try {
      return HttpMethod.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      return HttpMethod.CONNECT; // no route has it
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
