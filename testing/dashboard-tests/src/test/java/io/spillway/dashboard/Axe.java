package io.spillway.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** axe-core's rules for WCAG 2.2 up to AA. */
final class Axe {

  private static final String RULES = read();

  private static final String RUN =
      """
      const done = arguments[arguments.length - 1];
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(
        (found) => done(found.violations
          .filter((one) => one.impact === 'serious' || one.impact === 'critical')
          .map((one) => one.impact + ' ' + one.id + ': '
            + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '))),
        (error) => done(['failed: ' + error]));
      """;

  private Axe() {}

  /** Fails on any serious or critical finding. */
  static void findsNothingSerious(Browser browser) {
    browser.run(RULES);
    assertThat((List<?>) browser.await(RUN)).isEmpty();
  }

  private static String read() {
    try (InputStream rules = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(rules).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
