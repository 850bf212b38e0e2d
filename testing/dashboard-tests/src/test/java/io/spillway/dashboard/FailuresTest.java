package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/**
 * Failures as users see them. Responses that an in-memory server does not give are injected before
 * it, as by a proxy.
 */
class FailuresTest {

  private final Stage stage = Stage.withKeys();
  private final Browser browser = stage.browser();
  private final Weather weather = new Weather(browser);

  @AfterEach
  void close() {
    stage.close();
  }

  private Browser signedIn(String page, String key) {
    browser.visit(page).type(By.name("own"), key).click("Sign in");
    return browser.shows("Signed in as");
  }

  @ParameterizedTest
  @CsvSource({
    "/review, violations, linus",
    "/published, moderation, linus",
    "/policy, policies, linus",
    "/letters, dead-letters, ada",
    "/jobs, dead-letters, ada",
    "/notifications, notifications, ada",
    "/health, api/health, ada"
  })
  void each_page_says_that_a_store_is_out_and_tries_again(String page, String route, String who) {
    signedIn(
        who.equals("ada") ? "/policy" : "/author", who.equals("ada") ? Stage.ADA : Stage.LINUS);
    weather.answers(
        route,
        503,
        "{\"type\":\"/problems/unavailable\",\"title\":\"A store does not answer\","
            + "\"detail\":\"Try again in a while <b>now</b>\"}");
    browser.follow(page).shows("Dependency unavailable").shows("Try again in a while <b>now</b>");
    assertThat(browser.count("main b")).isZero();
    Axe.findsNothingSerious(browser);
    weather.clearsUp();
    browser.click("Try again").showsNot("Dependency unavailable");
    browser.showsNot("Loading");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_lost_connection_is_shown_and_no_decision_is_lost_silently() {
    stage.message("main", "mallory", "kys");
    signedIn("/review", Stage.LINUS).shows("1 to review");
    weather.cuts("violations");
    browser.press("u").shows("Check the connection and try again").shows("1 to review");
    browser.click("Reload").shows("Can't reach the server");
    Axe.findsNothingSerious(browser);
    weather.clearsUp();
    browser.click("Try again").shows("1 to review").press("u").shows("Queue is empty");
  }

  @ParameterizedTest
  @CsvSource({"/letters, No dead letters", "/health, Dependencies", "/notifications, No notif"})
  void content_stays_while_the_connection_is_lost(String page, String shown) {
    signedIn("/" + "ada", Stage.ADA).follow(page).shows(shown);
    weather.cuts("/api/");
    browser.run("dispatchEvent(new Event('online'))");
    browser.shows("Connection lost").shows(shown).showsNot("Can't reach the server");
  }

  @Test
  void while_it_loads_the_page_says_so() {
    signedIn("/review", Stage.LINUS).shows("Queue is empty");
    weather.holds("violations");
    browser.click("Reload").shows("Loading…");
    Axe.findsNothingSerious(browser);
    weather.clearsUp();
    browser.shows("Queue is empty").showsNot("Loading");
  }

  @Test
  void an_expired_key_asks_for_a_new_one_in_place_and_loses_no_work() {
    stage.message("main", "mallory", "kys");
    signedIn("/review", Stage.LINUS).shows("1 to review").type(By.id("note"), "twice this week");
    browser.run("sessionStorage.setItem('spillway-key', 'n'.repeat(40)); document.body.click()");
    browser.click("Uphold").shows("Sign in again");
    Axe.findsNothingSerious(browser);
    browser.type(By.cssSelector("dialog [name=own]"), "x".repeat(40));
    browser.click(By.cssSelector("dialog button.primary")).shows("Invalid key");
    browser.type(By.cssSelector("dialog [name=own]"), Stage.LINUS);
    browser.click(By.cssSelector("dialog button.primary")).showsNot("Sign in again");
    assertThat(browser.find(By.id("note")).getAttribute("value")).isEqualTo("twice this week");
    browser.click("Uphold").shows("Queue is empty");
  }

  @Test
  void streams_without_a_function_key_say_which_one_is_missing() {
    signedIn("/streams?streamId=main", Stage.LINUS).shows("You don't have access to this page");
    browser.shows("a function key");
    browser.type(By.name("own"), Stage.LINUS).type(By.name("app"), Stage.APP).click("Sign in");
    browser.shows("No events in this range");
    weather.answers("stats", 401, "");
    browser.reload().shows("Function key required");
    weather.answers("stats", 403, "{\"title\":\"You may not\",\"detail\":\"Ask for the role\"}");
    browser.click("Try again").shows("You may not").shows("Ask for the role");
  }

  @Test
  void a_rejection_is_shown_next_to_its_object() {
    stage.message("main", "mallory", "kys");
    signedIn("/review", Stage.LINUS).shows("1 to review");
    Map.of(
            409, "{\"title\":\"Too many want it at once\",\"detail\":\"Others were first\"}",
            503, "{\"title\":\"A store does not answer\",\"detail\":\"Try again\"}",
            403, "{\"title\":\"You may not\",\"detail\":\"Ask for the role\"}")
        .forEach(
            (status, problem) -> {
              weather.answers("violations/main", status, problem);
              browser.press("u").shows(problem.substring(10, problem.indexOf("\",")));
            });
    weather.clearsUp();
    browser.press("u").shows("Queue is empty");
  }
}
