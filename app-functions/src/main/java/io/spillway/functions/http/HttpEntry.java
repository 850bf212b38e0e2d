package io.spillway.functions.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Role;
import io.spillway.functions.access.WrongKeys;
import io.spillway.functions.invocation.FunctionLog;
import io.spillway.functions.invocation.Invocation;
import io.spillway.functions.invocation.Traces;
import io.spillway.ports.PortException;
import io.spillway.wire.Codes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way into every HTTP function: it checks who calls, and turns whatever is thrown into an
 * answer, since what the host would make of it shows a stack trace or never comes.
 */
public final class HttpEntry {

  /** What the host puts before every route. */
  public static final String ROOT = "/api";

  private static final String CHALLENGE = "Bearer realm=\"spillway\"";

  private final Callers callers;
  private final WrongKeys wrongKeys;

  public HttpEntry(Callers callers) {
    this(callers, InstantSource.system());
  }

  /**
   * An entry by a clock.
   *
   * @param clock by which wrong credentials are counted
   */
  public HttpEntry(Callers callers, InstantSource clock) {
    this.callers = callers;
    this.wrongKeys = new WrongKeys(clock);
  }

  /**
   * Answers a caller who has the role. Others are refused: with 403 who is known, with 401 who is
   * not.
   */
  public HttpResponseMessage answer(
      HttpRequestMessage<Optional<String>> request,
      ExecutionContext context,
      Role role,
      Function<Caller, Answer> work) {
    return answerAnyone(request, context, () -> work.apply(callerWith(role, request)));
  }

  /** Answers whoever calls by who that is, strangers too. */
  public HttpResponseMessage answerKnown(
      HttpRequestMessage<Optional<String>> request,
      ExecutionContext context,
      Function<Caller, Answer> work) {
    return answerAnyone(request, context, () -> work.apply(identified(request)));
  }

  /**
   * Answers anyone, and tells more to callers with one of these roles. While no caller can be
   * identified, as with invalid settings, everyone is a stranger; the log has the reason.
   *
   * @param work the answer by whether the caller has a role, and by the code of the failure that
   *     hides who calls; null without one
   */
  public HttpResponseMessage answerByRole(
      HttpRequestMessage<Optional<String>> request,
      ExecutionContext context,
      Set<Role> roles,
      BiFunction<Boolean, @Nullable String, Answer> work) {
    return answerAnyone(
        request,
        context,
        () -> {
          boolean known;
          try {
            known = identified(request).roles().stream().anyMatch(roles::contains);
          } catch (PortException e) {
            FunctionLog.failed(e);
            return work.apply(false, e.failure().code());
          }
          return work.apply(known, null);
        });
  }

  /** How somebody gets this role, for one who lacks it. */
  public String advice(Role role) {
    return callers.advice(role);
  }

  /** Answers whoever calls. */
  public HttpResponseMessage answerAnyone(
      HttpRequestMessage<Optional<String>> request,
      ExecutionContext context,
      Supplier<Answer> work) {
    return response(
        request, Invocation.within(context, () -> Traces.of(request, context), () -> answer(work)));
  }

  private static Answer answer(Supplier<Answer> work) {
    try {
      return work.get();
    } catch (Throwable thrown) {
      Answer answer = Answers.to(thrown);
      if (answer.status() >= 500) {
        FunctionLog.failed(thrown);
      }
      return answer;
    }
  }

  private Caller identified(HttpRequestMessage<?> request) {
    Caller caller = callers.of(request);
    if (caller.proof() == Caller.Proof.WRONG) {
      wrongKeys.count();
    }
    return caller;
  }

  private Caller callerWith(Role role, HttpRequestMessage<?> request) {
    Caller caller = identified(request);
    if (caller.roles().contains(role)) {
      if (role != Role.APP && caller.streams() != null) {
        StreamScope.check(request, caller.streams());
      }
      return caller;
    }
    String detail = "This needs the role " + Codes.code(role) + ". " + callers.advice(role);
    if (caller.proof() == Caller.Proof.GIVEN) {
      throw Refusal.of(new Problem(403, "forbidden", "The caller may not do this", detail));
    }
    boolean wrong = caller.proof() == Caller.Proof.WRONG;
    String title = wrong ? "The credential does not hold" : "A credential is missing";
    throw Refusal.of(new Problem(401, "unauthenticated", title, detail))
        .with("WWW-Authenticate", wrong ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
  }

  private static HttpResponseMessage response(HttpRequestMessage<?> request, Answer answer) {
    HttpResponseMessage.Builder builder =
        request
            .createResponseBuilder(HttpStatus.valueOf(answer.status()))
            .header("Content-Type", answer.contentType())
            .header("Cache-Control", "no-store")
            .header("X-Content-Type-Options", "nosniff")
            .header("Cross-Origin-Resource-Policy", "same-origin");
    if ("https".equalsIgnoreCase(request.getUri().getScheme())) {
      builder.header("Strict-Transport-Security", "max-age=31536000");
    }
    answer.headers().forEach(builder::header);
    return builder.body(answer.body()).build();
  }
}
