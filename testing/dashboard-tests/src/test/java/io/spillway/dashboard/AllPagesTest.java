package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * Accessibility of every page in both themes, at telephone and desktop width. With {@code
 * -Dspillway.pictures=FOLDER} it saves screenshots.
 */
class AllPagesTest {

  /** Edit of letters that it does not fit, which are skipped. */
  private static final String EDIT =
      """
      {"action": "edit", "streamId": "main", "reason": "viewers were missing", "patch": [
        {"op": "test", "path": "/type", "value": "raid"},
        {"op": "add", "path": "/viewers", "value": 1}]}
      """;

  private static Stage stage;
  private static Browser browser;

  @BeforeAll
  static void open() {
    stage = Stage.open();
    Scene.play(stage);
    browser = stage.browser();
    browser.until(() -> stage.get("/api/queues").path("openDeadLetters").asInt() == 4);
    stage.ask("POST", "/api/dead-letters/jobs", EDIT);
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  @Test
  void review() {
    look("review", "/review", "to review", seen -> seen.press("s"));
  }

  @Test
  void published() {
    look("published", "/published?streamId=arena", "Marked by policy", seen -> {});
  }

  @Test
  void policy() {
    look(
        "policy",
        "/policy",
        "Current policy",
        seen -> {
          seen.click(By.cssSelector("details summary"));
          seen.choose(By.cssSelector("[aria-label='Action for spam']"), "mark");
          seen.click("Run simulation");
          seen.shows("messages would change");
        });
  }

  @Test
  void all_streams() {
    look("all-streams", "/streams", "All streams", seen -> {});
  }

  @Test
  void author() {
    look("author", "/author?author=mallory&streamId=main", "Cases", seen -> {});
  }

  @Test
  void audit() {
    look("audit", "/audit", "dismissed", AllPagesTest::showsAllOfItsTables);
  }

  @Test
  void streams() {
    look("streams", "/streams?streamId=main", "raid zoe", seen -> {});
  }

  @Test
  void dead_letters() {
    look("letters", "/letters", "Failure groups", AllPagesTest::showsAllOfItsTables);
  }

  @Test
  void one_letter() {
    look(
        "letter",
        "/letters",
        "Failure groups",
        seen -> {
          seen.click(By.xpath("//tbody//button[contains(@class, 'link')]")).click("Edit");
          seen.type(By.cssSelector("dialog textarea"), "{\"type\": \"follow\"}");
          seen.shows("Changes");
        });
  }

  @Test
  void an_order() {
    look(
        "order",
        "/letters",
        "Failure groups",
        seen -> {
          seen.click("Edit all…").shows("JSON Patch").shows("Add to patch");
          seen.type(By.cssSelector("dialog textarea"), "[{\"op\":\"test\"}]");
        });
  }

  @Test
  void jobs() {
    look("jobs", "/jobs", "All jobs, newest first", seen -> {});
  }

  @Test
  void one_job() {
    look("job", "/jobs", "All jobs", seen -> seen.click("Details").shows("Copy link"));
  }

  @Test
  void notifications() {
    look("notifications", "/notifications", "No notifications", seen -> {});
  }

  @Test
  void health() {
    look("health", "/health", "Dependencies", AllPagesTest::showsAllOfItsTables);
  }

  private static void look(String name, String page, String shows, Consumer<Browser> then) {
    for (String theme : new String[] {"light", "dark"}) {
      for (int width : theme.equals("light") ? new int[] {360, 768, 1440} : new int[] {360, 1440}) {
        browser.prefers(theme).size(width, width == 360 ? 800 : 900).visit(page).shows(shows);
        browser.showsNot("Loading");
        then.accept(browser);
        fits(width);
        Axe.findsNothingSerious(browser);
        Pictures.keep(browser, name + "-" + theme + "-" + width);
      }
    }
    assertThat(browser.complaints()).isEmpty();
  }

  /** Fails if one has to scroll a table to see all of its columns. */
  private static void showsAllOfItsTables(Browser seen) {
    seen.until(() -> seen.count("td") > 0);
    Object hidden =
        seen.run(
            """
            return [...document.querySelectorAll('td')]
              .filter((cell) => cell.getBoundingClientRect().right > innerWidth).length;
            """);
    assertThat(hidden).isEqualTo(0L);
  }

  private static void fits(int width) {
    Object wide = browser.run("return document.documentElement.scrollWidth");
    assertThat(((Number) wide).intValue()).isLessThanOrEqualTo(width);
  }
}
