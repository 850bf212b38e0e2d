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
}
