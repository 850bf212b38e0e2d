package io.spillway.dashboard;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lies between a page and its server: answers that the server does not give by itself. */
final class Weather {

  /** Puts itself before fetch; it stays for pages that are opened later. */
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

  /** Calls to addresses with this in them are answered so. */
  void answers(String route, int status, String problem) {
    String type = problem.isEmpty() ? "text/plain" : "application/problem+json";
    between(
        route,
        "return Promise.resolve(new Response(%s, {status: %d, headers: {'content-type': '%s'}}));"
            .formatted(quoted(problem), status, type));
  }

  /** Calls to addresses with this in them find no server. */
  void cuts(String route) {
    between(route, "return Promise.reject(new TypeError('cut'));");
  }

  /** Calls to addresses with this in them wait until it clears up. */
  void holds(String route) {
    between(
        route,
        "return new Promise((resolve) => (window.held ??= [])"
            + ".push(() => resolve(window.clear(url, options))));");
  }

  /** All is as it should be. */
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
