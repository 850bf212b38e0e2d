package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** The frame of all pages: status, counts, language and time zone. */
class FrameTest {

  private Stage stage = Stage.open();

  @AfterEach
  void close() {
    stage.close();
  }

  private Browser preferring(String name, String value, String page) {
    Browser browser = stage.browser().visit("/health").shows("Dependencies");
    browser.run("localStorage.setItem(arguments[0], arguments[1])", name, value);
    return browser.visit(page);
  }

  @Test
  void an_outage_of_the_classifier_is_told_on_every_page_with_what_it_costs() {
    stage.close();
    stage = Stage.withoutClassifier();
    stage.message("main", "ann", "hello");
    stage.message("main", "eve", "hello again");
    for (String page : new String[] {"/review", "/letters", "/streams"}) {
      stage.browser().visit(page).shows("2 messages are public without AI moderation.");
    }
  }

  @Test
  void counts_are_in_the_navigation_and_in_the_title() {
    stage.message("main", "mallory", "kys");
    stage.queued("not an event");
    Browser browser = stage.browser().visit("/review").shows("1 to review");
    browser.until(() -> browser.texts("nav .badge").size() >= 2);
    assertThat(browser.texts("nav li a")).contains("Review 1", "Dead letters 1");
    assertThat(browser.run("return document.title")).isEqualTo("(1) Review · Spillway");
    browser.follow("/streams").shows("All streams");
    assertThat(browser.run("return document.title")).isEqualTo("Streams · Spillway");
    assertThat(browser.focused()).as("focus after navigation").isEqualTo("Streams");
  }

  @Test
  void an_unknown_page_leads_to_the_first_one() {
    Browser browser = stage.browser().visit("/nowhere").shows("Queue is empty");
    browser.until(() -> browser.url().endsWith("#/review"));
  }

  @ParameterizedTest
  @CsvSource({"de, Warteschlange", "es, cola", "pt-BR, fila", "ja, キュー"})
  void each_language_is_whole_and_keeps_the_layout(String language, String word) {
    stage.message("main", "mallory", "kys");
    Browser browser = preferring("spillway-language", language, "/review").size(360, 740);
    browser.until(() -> browser.count("#queue [role=option]") == 1);
    assertThat(browser.run("return document.documentElement.lang")).isEqualTo(language);
    assertThat(browser.run("return document.documentElement.scrollWidth > innerWidth"))
        .isEqualTo(false);
    Axe.findsNothingSerious(browser);
    browser.press("u");
    browser.until(
        () ->
            String.valueOf(browser.run("return document.body.innerText"))
                .toLowerCase(Locale.ROOT)
                .contains(word.toLowerCase(Locale.ROOT)));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void right_to_left_the_layout_is_mirrored_and_nothing_overflows() {
    stage.message("main", "mallory", "kys");
    Browser browser = stage.browser().size(360, 740).visit("/review").shows("mallory");
    browser.run("document.documentElement.dir = 'rtl'");
    assertThat(browser.run("return document.documentElement.scrollWidth > innerWidth"))
        .isEqualTo(false);
    assertThat(
            browser.run(
                "return getComputedStyle(document.querySelector('#queue li')).borderRightWidth"))
        .as("the mark of the selection is at the start of the line")
        .isEqualTo("4px");
  }

  @Test
  void a_time_zone_is_chosen_once_and_shown_beside_every_time() {
    stage.message("main", "mallory", "kys");
    Browser browser = preferring("spillway-zone", "Asia/Tokyo", "/review").shows("mallory");
    browser.until(() -> browser.count("time") > 0);
    assertThat(browser.texts("time")).allMatch(time -> time.endsWith("GMT+9"));
    browser.click("Preferences").shows("Asia/Tokyo");
    Axe.findsNothingSerious(browser);
    browser.choose(By.xpath("//label[starts-with(., 'Time zone')]/select"), "UTC");
    browser.until(() -> browser.texts("time").stream().anyMatch(time -> time.endsWith("UTC")));
  }

  @Test
  void notifications_of_the_browser_tell_new_cases_in_the_background() {
    Browser browser = preferring("spillway-notifications", "on", "/health").shows("Dependencies");
    browser.run(
        """
        window.told = [];
        window.Notification = class {
          static permission = "granted";
          constructor(title, { body }) { window.told.push(body); }
        };
        Object.defineProperty(document, "hidden", { value: true });
        """);
    stage.message("main", "mallory", "kys");
    browser.run("window.dispatchEvent(new Event('online'))");
    browser.until(() -> String.valueOf(browser.run("return told.join()")).contains("to review"));
    assertThat(browser.run("return told.join()")).isEqualTo("1 case to review");
  }

  @Test
  void in_forced_colours_only_the_selected_case_looks_selected() {
    stage.message("main", "mallory", "kys");
    stage.message("main", "trudy", "i will kill you");
    Browser browser = stage.browser().forcedColors().visit("/review").shows("2 to review");
    String styles =
        "return [...document.querySelectorAll('#queue li')].map((one) => getComputedStyle(one)"
            + ".borderInlineStartColor === getComputedStyle(document.body).backgroundColor)";
    assertThat(browser.run(styles)).isEqualTo(List.of(false, true));
  }
}
