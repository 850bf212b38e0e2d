package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Keyboard access to every page: each control is reached in order, with visible focus. */
class KeyboardTest {

  private static final int MOST_STOPS = 120;

  /** Every expected tab stop, in the page's order, formatted by {@link #STOP}. */
  private static final String STOPS =
      """
      const can = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
      return [...document.querySelectorAll(can)]
        .filter((e) => !e.disabled && e.checkVisibility()).map((e) => (%s)(e));
      """;

  /** Description of the focused element, without ages, which change meanwhile. */
  private static final String STOP =
      """
      (e) => (e.id || e.name || e.getAttribute('aria-label') || e.textContent)
        .replace(/\\d+ \\w+\\.? ago/, 'ago').trim()
      """;

  /** Position and visibility of the focus indicator. */
  private static final String SEEN =
      """
      const e = document.activeElement;
      const style = getComputedStyle(e);
      const box = e.getBoundingClientRect();
      return e.matches(':focus-visible, :focus-within') && style.outlineStyle === 'solid'
        && parseFloat(style.outlineWidth) >= 2
        && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      """;

  /** Check that the focus is in the same control as before: that of a time has several parts. */
  private static final String IS_SAME =
      """
      const isSame = window.before === document.activeElement;
      window.before = document.activeElement;
      return isSame;
      """;

  /** Resets the focus. */
  private static final String AT_THE_TOP =
      """
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
      """;

  private static Stage stage;
  private static Browser browser;

  @BeforeAll
  static void open() {
    stage = Stage.open();
    Scene.play(stage);
    browser = stage.browser();
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/review, to review",
    "/published?streamId=arena, Marked by policy",
    "/policy, Current policy",
    "/streams?streamId=main, raid zoe",
    "/letters, Failure groups",
    "/jobs, No jobs",
    "/notifications, No notifications",
    "/health, Dependencies",
    "/review?state=open&streamId=main, open"
  })
  void tab_reaches_all_of_a_page_in_its_order_and_shows_where_it_is(String page, String shows) {
    browser.visit(page).shows(shows).showsNot("Loading");
    browser.run(AT_THE_TOP);
    List<?> stops = (List<?>) browser.run(STOPS.formatted(STOP));
    List<?> first = stops.subList(0, Math.min(stops.size(), MOST_STOPS));
    List<Object> reached = new ArrayList<>();
    while (reached.size() < first.size()) {
      do {
        browser.tab();
      } while (browser.run(IS_SAME).equals(true));
      Object stop = browser.run("return (" + STOP + ")(document.activeElement)");
      assertThat(browser.run(SEEN)).as("the focus is seen on %s", stop).isEqualTo(true);
      reached.add(stop);
    }
    assertThat(reached).isEqualTo(first).hasSizeGreaterThan(8);
  }

  @Test
  void the_first_stop_leads_past_the_pages_menu() {
    browser.visit("/letters").shows("Failure groups");
    browser.run(AT_THE_TOP);
    browser.tab();
    assertThat(browser.focused()).isEqualTo("Skip to content");
    browser.press(Keys.ENTER);
    assertThat(browser.focused()).isEqualTo("main");
    browser.tab();
    assertThat(browser.focused()).startsWith("Redrive…");
  }

  @Test
  void pages_dialogs_and_filters_are_opened_used_and_left_by_keyboard() {
    browser.visit("/health").shows("Dependencies");
    browser.focus(By.partialLinkText("Dead letters")).press(Keys.ENTER).shows("Failure groups");
    browser.focus(By.cssSelector("button.link")).press(Keys.ENTER).shows("Payload");
    browser.press(Keys.ESCAPE).showsNot("Payload");
    assertThat(browser.run("return document.activeElement.className")).isEqualTo("link");
    browser.focus(By.cssSelector("summary")).press(Keys.ENTER).shows("Failure code");
    browser.focus(By.name("failureCode")).press("event.not-json", Keys.ENTER);
    browser.shows("the payload is not well-formed JSON").showsNot("actor is required");
  }
}
