package io.spillway.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.functions.access.Callers;
import io.spillway.functions.invocation.FunctionLog;
import io.spillway.functions.invocation.Invocation;
import io.spillway.functions.invocation.Traces;
import io.spillway.ports.TraceParent;
import java.net.URI;
import java.net.URLDecoder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches requests to the most specific matching route: words before parameters, from left to
 * right. Uses loops instead of streams, because each lambda costs time in the first request after a
 * cold start. Every exception becomes a response, because the host's own would expose a stack trace
 * or never be sent.
 */
public final class Router {

  /** Prefix of every route on a host. */
  public static final String ROOT = "/api";

  private final List<RouteTable> tables;
  private final Map<String, List<RouteTable>> byBeginning = new HashMap<>();
  private final Gate gate;
  private final Cors cors;

  private record Match(Route route, Map<String, String> parameters) {}

  /**
   * @param clock the clock of the rate limit for invalid credentials
   */
  public Router(List<RouteTable> tables, Callers callers, InstantSource clock) {
    this(tables, new Gate(callers, clock), new Cors(Origins.NONE));
  }

  private Router(List<RouteTable> tables, Gate gate, Cors cors) {
    this.tables = List.copyOf(tables);
    this.gate = gate;
    this.cors = cors;
    for (RouteTable table : tables) {
      for (String each : table.beginnings()) {
        List<RouteTable> with = byBeginning.get(each);
        if (with == null) {
          with = new ArrayList<>();
          byBeginning.put(each, with);
        }
        with.add(table);
      }
    }
  }

  /** Returns a router with the routes of one more table. */
  public Router with(RouteTable table) {
    List<RouteTable> more = new ArrayList<>(tables);
    more.add(table);
    return new Router(more, gate, cors);
  }

  /** Returns a router that also answers pages of these origins. */
  public Router allowing(Origins origins) {
    return new Router(tables, gate, new Cors(origins));
  }

  /** Returns whether pages of an origin of another site may call. */
  public boolean admits(String origin) {
    return cors.allows(origin);
  }

  /** Returns all routes; creates every resource. */
  public List<Route> routes() {
    return tables.stream().flatMap(table -> table.routes().stream()).toList();
  }

  /**
   * Answers any request.
   *
   * @param level the level of the called function, which serves routes of that level only; null for
   *     a host without levels
   * @param durable the durable client of the invocation; throws {@link IllegalStateException} on a
   *     host without one
   */
  public HttpResponseMessage answer(
      @Nullable AuthorizationLevel level,
      HttpRequestMessage<Optional<String>> request,
      ExecutionContext context,
      Supplier<DurableClientContext> durable) {
    if (!cors.admits(request)) {
      return response(request, Cors.refusal());
    }
    Supplier<TraceParent> trace = () -> Traces.of(request, context);
    List<Match> matches = matches(request.getUri(), level);
    Match match = matches.isEmpty() ? null : ofMethod(matches, request.getHttpMethod());
    ApiResponse answer =
        Invocation.within(
            context,
            () -> Traces.of(request, context),
            match == null ? null : match.route().operation(),
            () ->
                match == null
                    ? toUnrouted(matches, request)
                    : answer(
                        new Call(
                            match.route(), match.parameters(), request, trace, gate, durable)));
    return response(request, answer);
  }

  private ApiResponse answer(Call call) {
    try {
      gate.check(call);
    } catch (Throwable thrown) {
      return ErrorResponses.handle(thrown);
    }
    ApiResponse answer;
    try {
      answer = call.route().handler().apply(call);
    } catch (Throwable thrown) {
      answer = ErrorResponses.handle(thrown);
    }
    FunctionLog.logAnswer(answer.status());
    return answer;
  }

  private static ApiResponse toUnrouted(List<Match> matches, HttpRequestMessage<?> request) {
    if (matches.isEmpty()) {
      return ProblemException.notFound("No route matches this path; see GET /api/openapi.json")
          .answer();
    }
    String allowed = joinMethods(matches);
    if (request.getHttpMethod() == HttpMethod.OPTIONS) {
      return WebhookHandshake.answer(request, matches.get(0).route().path(), allowed)
          .orElseGet(
              () ->
                  new ApiResponse(204, "text/plain; charset=utf-8", "", Map.of("Allow", allowed)));
    }
    return new Problem(
            405, "method-not-allowed", "Method not allowed", "Allowed methods: " + allowed)
        .answer()
        .with("Allow", allowed);
  }

  private static String joinMethods(List<Match> matches) {
    TreeSet<String> methods = new TreeSet<>();
    matches.forEach(match -> methods.add(match.route().method().name()));
    methods.add("OPTIONS");
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return String.join(", ", methods);
  }

  /** Returns the route for a method; HEAD is answered as GET, and the server omits the body. */
  private static @Nullable Match ofMethod(List<Match> matches, HttpMethod asked) {
    HttpMethod method = asked == HttpMethod.HEAD ? HttpMethod.GET : asked;
    for (Match match : matches) {
      if (match.route().method() == method) {
        return match;
      }
    }
    return null;
  }

  /** Returns the most specific routes for a path, one for each method. */
  private List<Match> matches(URI uri, @Nullable AuthorizationLevel level) {
    List<String> segments = segments(uri.getRawPath());
    List<Match> matches = new ArrayList<>();
    String best = null;
    for (RouteTable table : tables(segments)) {
      for (Route route : table.routes()) {
        Map<String, String> parameters =
            level == null || route.level() == level ? route.match(segments).orElse(null) : null;
        if (parameters == null) {
          continue;
        }
        int order = best == null ? 0 : route.precedence().compareTo(best);
        if (order < 0) {
          matches.clear();
        }
        if (order <= 0) {
          best = route.precedence();
          matches.add(new Match(route, parameters));
        }
      }
    }
    return matches;
  }

  /** Returns the tables of the longer beginning, if there are any, and not of the shorter one. */
  private List<RouteTable> tables(List<String> segments) {
    if (segments.isEmpty()) {
      return List.of();
    }
    List<RouteTable> below =
        byBeginning.get(RouteTable.beginning(segments).toLowerCase(Locale.ROOT));
    return below == null
        ? byBeginning.getOrDefault(segments.get(0).toLowerCase(Locale.ROOT), List.of())
        : below;
  }

  /**
   * Returns the decoded segments of a path below {@link #ROOT}; null for another path. Splits
   * before decoding, so that an encoded slash does not split; one trailing slash is ignored.
   */
  private static List<String> segments(@Nullable String rawPath) {
    if (rawPath == null || !rawPath.regionMatches(true, 0, ROOT + "/", 0, ROOT.length() + 1)) {
      return List.of();
    }
    String below = rawPath.substring(ROOT.length() + 1);
    String trimmed = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
    List<String> segments = new ArrayList<>();
    for (String segment : trimmed.split("/", -1)) {
      segments.add(URLDecoder.decode(segment.replace("+", "%2B"), UTF_8));
    }
    return segments;
  }

  private HttpResponseMessage response(HttpRequestMessage<?> request, ApiResponse made) {
    ApiResponse answer = cors.permit(request, made);
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
