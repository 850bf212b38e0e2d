package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

class SignInTest {

  private final Stage stage = Stage.withKeys();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_sign_in_shows_the_name_and_the_missing_roles() {
    Browser browser =
        stage.browser().visit("/review").shows("Not signed in").shows("SPILLWAY_MODERATOR_KEYS");
    Axe.findsNothingSerious(browser);
    browser.type(By.name("own"), "n".repeat(40)).click("Sign in").shows("Invalid key");
    browser
        .type(By.name("own"), Stage.GRACE)
        .click("Sign in")
        .shows("Signed in as grace (moderator)");
    browser.shows("Queue is empty");
    browser.click(By.linkText("Dead letters")).shows("This page needs the role operator");
    browser.shows("SPILLWAY_OPERATOR_KEYS");
    Axe.findsNothingSerious(browser);
    browser.click("Sign out").shows("Not signed in");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void an_anonymous_visitor_sees_the_status_without_dependencies() {
    Browser browser =
        stage.browser().visit("/health").shows("shown to moderators and operators").shows("up");
    assertThat(browser.run("return document.body.textContent").toString())
        .doesNotContain("in-memory", "Circuit breaker", "Degraded mode");
    Axe.findsNothingSerious(browser);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void the_key_is_in_this_tab_and_nowhere_else() {
    Browser browser = stage.browser().visit("/review");
    browser.type(By.name("own"), Stage.GRACE).click("Sign in").shows("Signed in as grace");
    assertThat(browser.run("return JSON.stringify(sessionStorage)").toString())
        .contains(Stage.GRACE);
    assertThat(browser.run("return JSON.stringify(localStorage) + document.cookie + location"))
        .asString()
        .doesNotContain(Stage.GRACE);
    browser.click("Sign out").shows("Not signed in");
    assertThat(browser.run("return sessionStorage.length").toString()).isEqualTo("0");
  }
}
