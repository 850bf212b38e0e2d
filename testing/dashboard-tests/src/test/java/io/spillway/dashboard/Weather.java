package io.spillway.dashboard;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fault injection between a page and its server: responses that the server does not give. */
final class Weather {

  /** Replaces fetch; stays for pages that are opened later. */
  private static final String FETCH =
      """
      window.clear ??= fetch;
      window.fetch = (url, options) => {
        if (!String(url).includes('%s')) return window.clear(url, options);
        %s
      };
      """;

  private static final String CLEAR =
      """
      if (window.clear) window.fetch = window.clear;
      (window.held || []).splice(0).forEach((release) => release());
      """;

  private final Browser browser;
  private @Nullable Object script;

  Weather(Browser browser) {
    this.browser = browser;
  }

  /** Answers calls to matching addresses with a problem. */
  void answers(String route, int status, String problem) {
    String type = problem.isEmpty() ? "text/plain" : "application/problem+json";
    between(
        route,
        "return Promise.resolve(new Response(%s, {status: %d, headers: {'content-type': '%s'}}));"
            .formatted(quoted(problem), status, type));
  }

  /** Fails calls to matching addresses, as without a server. */
  void cuts(String route) {
    between(route, "return Promise.reject(new TypeError('cut'));");
  }

  /** Delays calls to matching addresses until all faults are removed. */
  void holds(String route) {
    between(
        route,
        "return new Promise((resolve) => (window.held ??= [])"
            + ".push(() => resolve(window.clear(url, options))));");
  }

  /** Removes all faults. */
  void clearsUp() {
    forget();
    browser.run(CLEAR);
  }

  private void between(String route, String answer) {
    forget();
    String source = FETCH.formatted(route, answer);
    browser.run(source);
    script =
        browser
            .command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", source))
            .get("identifier");
  }

  private void forget() {
    if (script != null) {
      browser.command("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
      script = null;
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
