package io.spillway.local.host;

import com.microsoft.azure.functions.HttpStatus;
import io.spillway.functions.http.Router;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/** Redirects from the server's root to the dashboard; not present on Azure. */
final class RootRedirect {

  private static final Set<String> PATHS = Set.of("/", "/dashboard");

  private RootRedirect() {}

  static boolean isAsked(Request request) {
    return Set.of("GET", "HEAD").contains(request.getMethod())
        && PATHS.contains(Request.getPathInContext(request));
  }

  static HttpResponse response() {
    return HttpResponse.with(HttpStatus.FOUND)
        .header("Location", Router.ROOT + "/dashboard")
        .build();
  }
}
