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
        stage
            .browser()
            .visit("/review")
            .shows("Not signed in")
            .shows("a key with the role moderator");
    Axe.findsNothingSerious(browser);
    browser.type(By.name("own"), "n".repeat(40)).click("Sign in").shows("Invalid key");
    browser
        .type(By.name("own"), Stage.GRACE)
        .click("Sign in")
        .shows("Signed in as grace (moderator)");
    browser.shows("Queue is empty");
    browser.click(By.linkText("Dead letters")).shows("You don't have access to this page");
    browser.shows("a key with the role operator");
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
  void the_key_is_in_the_tabs_of_the_page_and_nowhere_else() {
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

  @Test
  void another_tab_gets_the_key_and_signing_out_ends_both() {
    Browser browser = stage.browser().visit("/review");
    browser.type(By.name("own"), Stage.GRACE).click("Sign in").shows("Signed in as grace");
    browser.inAnotherTab(
        "/published",
        () -> {
          browser.shows("Signed in as grace");
          browser.click("Sign out").shows("Not signed in");
        });
    browser.shows("Not signed in");
  }
}
