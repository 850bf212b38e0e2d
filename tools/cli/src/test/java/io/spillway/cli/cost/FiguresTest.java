package io.spillway.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.azure.gemini.GeminiSettings;
import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dollar figures in documents, equal to those of the command. */
class FiguresTest {

  private static final Bill NOTHING = bill(0, 0);
  private static final Bill SMALL = bill(100_000, 20_000);
  private static final Bill POLLED = bill(100_000, 20_000, 216_000);
  private static final Bill LARGE = bill(1_000_000, 200_000);

  private static Bill bill(long messages, long events) {
    return bill(messages, events, 0);
  }

  private static Bill bill(long messages, long events, long feedPolls) {
    return Bill.of(
        new Volume(messages, events, feedPolls, 120, 2048),
        CostFiles.ourUsage(),
        CostFiles.ourPrices(GeminiSettings.DEFAULT_MODEL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/decisions/0036-cost-estimate.md"})
  void a_document_s_dollars_are_those_of_the_estimate(String document) throws IOException {
    String text = Files.readString(RepositoryRoot.resolve(document)).replaceAll("\\s+", " ");
    assertFigures(
        text,
        "about (\\d+) dollars for a small site \\(100,000 messages, 20,000 events\\),"
            + " (\\d+) of them to Google",
        SMALL.total(),
        SMALL.total() - SMALL.azure());
    assertFigures(
        text,
        "about (\\d+) if a feed is polled every two seconds as well \\(216,000 polls\\)",
        POLLED.total());
    assertFigures(
        text,
        "about (\\d+) for a million messages and 200,000 events, (\\d+) of them to Google",
        LARGE.total(),
        LARGE.total() - LARGE.azure());
    assertFigures(
        text, "about (\\d+) for an environment in which nothing happens", NOTHING.total());
  }

  private static void assertFigures(String text, String sentence, double... expected) {
    Matcher figures = Pattern.compile(sentence).matcher(text);
    assertThat(figures.find()).as("says %s", sentence).isTrue();
    for (int i = 0; i < expected.length; i++) {
      assertThat(Long.parseLong(figures.group(i + 1)))
          .as("number %d of: %s", i + 1, figures.group())
          .isEqualTo(Math.round(expected[i]));
    }
  }
}
