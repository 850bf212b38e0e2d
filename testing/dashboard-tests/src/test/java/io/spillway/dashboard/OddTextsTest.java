package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile addresses and names, meant to break the page or to reverse its sentences. */
class OddTextsTest {

  private final Stage stage = Stage.open();

  @AfterEach
  void close() {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"constructor", "__proto__", "toString", "hasOwnProperty", "nonsense", "%00", ""})
  void an_address_that_names_no_page_leads_to_review(String name) {
    Browser browser = stage.browser().visit("/" + name).shows("Queue is empty");
    browser.visit("/health").shows("Dependencies");
    browser.visit("/" + name + "?streamId=x").shows("Queue is empty");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_name_cannot_reverse_the_text_around_it() {
    stage.message("main", "mal\u202Elory\u2069\u200F", "kys");
    Browser browser = stage.browser().visit("/review").shows("1 to review").press("u");
    browser.shows("Press Z to undo.");
    assertThat(browser.run("return document.getElementById('said').textContent").toString())
        .isEqualTo("Upheld (\u2068mallory\u2069). Press Z to undo.");
  }

  @Test
  void a_name_cannot_turn_the_label_of_a_button_around() {
    stage.markThreats("main");
    stage.message("main", "tru\u202Edy", "i will kill you");
    Browser browser = stage.browser().visit("/published?streamId=main").shows("Marked by policy");
    assertThat(
            browser
                .run("return document.querySelector('main li button[aria-label]').ariaLabel")
                .toString())
        .endsWith("message by \u2068trudy\u2069");
  }
}
