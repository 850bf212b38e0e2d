package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Review queue, and the context of a case. */
class QueueTest {

  private final Stage stage = Stage.withKeys();
  private final Browser browser = stage.browser();

  @AfterEach
  void close() {
    stage.close();
  }

  /** Opens the review with a person's key only: no app's key is needed. */
  private Browser review() {
    browser.visit("/review").type(By.name("own"), Stage.GRACE).click("Sign in");
    return browser.shows("Signed in as grace (moderator)");
  }

  @Test
  void a_full_page_shows_the_first_due() {
    stage.message("main", "first", "kys first");
    for (int i = 0; i < 210; i++) {
      stage.message("main", "mallory" + i, "kys " + i);
    }
    review().shows("200 listed, more to review · by due time");
    assertThat(browser.text("#queue [aria-selected=true]")).contains("first");
    browser.press("u").shows("Upheld (\u2068first\u2069)");
    assertThat(browser.text("#queue [aria-selected=true]")).contains("mallory0");
  }

  @Test
  void a_moderator_sees_the_context() {
    for (int i = 0; i < 6; i++) {
      stage.message("main", "viewer" + i, i == 3 ? "<b>line</b> \u202E3" : "line " + i);
    }
    stage.message("main", "mallory", "kys all");
    stage.message("main", "ada", "that was rude");
    review().shows("that was rude");
    assertThat(browser.texts(".around li > span:first-child"))
        .containsExactly(
            "viewer2 line 2",
            "viewer3 <b>line</b> U+202E3",
            "viewer4 line 4",
            "viewer5 line 5",
            "mallory hidden",
            "ada that was rude");
    assertThat(browser.count(".around b")).isZero();
    browser.press("s").shows("mallory kys all");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_claim_survives_a_reload_and_ends_on_sign_out() {
    stage.message("main", "mallory", "kys");
    review().shows("1 to review").press("c").shows("yours");
    browser.reload().shows("1 to review").shows("yours").press("d").shows("Queue is empty");
    browser.click("Sign out").shows("Not signed in");
    assertThat(browser.run("return sessionStorage.length").toString()).isEqualTo("0");
    assertThat(browser.complaints()).isEmpty();
  }

  private double number(String script) {
    return ((Number) browser.run(script)).doubleValue();
  }

  @Test
  void the_page_moves_only_the_list_and_only_on_selection() {
    for (int i = 0; i < 20; i++) {
      stage.message("main", "viewer" + i, "kys " + i);
    }
    review().size(1440, 700).follow("/review?severity=CRITICAL").shows("20 to review");
    browser.shows("Timeline").showsNot("Loading");
    assertThat(number("return scrollY")).isZero();
    browser.run("scrollTo(0, 300)");
    browser.press("s").shows("kys 0");
    stage.message("main", "mallory", "kys all");
    browser.shows("21 to review");
    assertThat(number("return scrollY")).isEqualTo(300);
    String option = "return document.getElementById('queue').getAttribute('aria-activedescendant')";
    Object before = browser.run(option);
    browser.press("u").shows("20 to review");
    assertThat(browser.run(option)).isNotEqualTo(before);
    assertThat(
            number(
                "return document.getElementById(" + active() + ").ariaSelected === 'true' ? 1 : 0"))
        .isEqualTo(1);
    for (int i = 0; i < 15; i++) {
      browser.press("j");
    }
    assertThat(number("return scrollY")).isEqualTo(300);
    assertThat(
            number(
                """
                const list = document.getElementById('queue').getBoundingClientRect();
                const row = document.querySelector('#queue [aria-selected=true]').getBoundingClientRect();
                return row.top >= list.top - 1 && row.bottom <= list.bottom + 1 ? 1 : 0;
                """))
        .isEqualTo(1);
    browser.size(1440, 900);
  }

  private static String active() {
    return "document.getElementById('queue').getAttribute('aria-activedescendant')";
  }

  @Test
  void on_a_telephone_the_text_and_the_decision_are_in_sight() {
    stage.message("main", "mallory", "kys");
    stage.message("main", "trudy", "i will kill you");
    review().size(360, 740).shows("2 to review").press("s").shows("kys");
    assertThat(number("return document.querySelector('.quote').getBoundingClientRect().top"))
        .isLessThan(480);
    assertThat(
            number(
                "return document.querySelector('.detail .danger').getBoundingClientRect().bottom"))
        .isLessThan(600);
    assertThat(browser.text("#queue")).contains("mallory").doesNotContain("trudy");
    browser.click("Next");
    assertThat(browser.text("#queue")).contains("trudy").doesNotContain("mallory");
    browser.click("List");
    assertThat(browser.text("#queue")).contains("trudy").contains("mallory");
    Axe.findsNothingSerious(browser);
  }
}
