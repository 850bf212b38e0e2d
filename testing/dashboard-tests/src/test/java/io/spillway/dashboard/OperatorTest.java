package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

class OperatorTest {

  private final Stage stage = Stage.open();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_letter_is_edited_reviewed_and_redriven() {
    stage.queued("{\"type\":\"follow\",\"streamId\":\"main\",\"eventId\":\"e-1\"}");
    Browser browser = browserWithLetters("Failure groups");
    browser.click(By.cssSelector("button.link")).shows("Timeline");
    browser.click("Edit").shows("Changes");
    browser.type(
        By.cssSelector("dialog textarea"),
        "{\"type\":\"follow\",\"streamId\":\"main\",\"eventId\":\"e-1\",\"actor\":\"ada\"}");
    assertThat(browser.text("dialog ins")).contains("+");
    browser.type(By.cssSelector("dialog [name=reason]"), "the actor was missing");
    browser.click("Save payload").shows("edited by local").shows("“the actor was missing”");
    browser
        .click(By.xpath("//dialog//button[starts-with(normalize-space(), 'Redrive')]"))
        .shows("Canary: 1");
    browser.type(By.cssSelector("dialog:last-of-type [name=reason]"), "mended");
    browser.click("Preview").shows("1 of 1 would be redriven");
    browser.shows("Activities that will run: stats (1), alerts (1), log (1).");
    browser.click("Start redrive").shows("1 succeeded");
    assertThat(stage.get("/api/streams/main/stats").path("followers").asInt()).isEqualTo(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_dry_run_lists_skips_and_starts_nothing() {
    for (int i = 0; i < 3; i++) {
      stage.queued("{\"type\":\"follow\",\"streamId\":\"main\",\"eventId\":\"e-" + i + "\"}");
    }
    Browser browser = browserWithLetters("Failure groups");
    browser.click("Redrive…").type(By.cssSelector("dialog [name=reason]"), "to see");
    browser
        .click("Preview")
        .shows("0 of 3 would be redriven")
        .shows("edit first: actor is required");
    assertThat(stage.get("/api/dead-letters/redrives").path("items")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  private Browser browserWithLetters(String shows) {
    Browser browser = stage.browser().visit("/letters");
    for (int tries = 0; tries < 20 && !browser.isShown(shows); tries++) {
      browser.click("Reload").showsNot("Loading");
    }
    return browser.shows(shows);
  }

  @Test
  void a_waiting_letter_shows_its_next_retry_which_can_be_stopped() {
    stage.waiting("main", "e-1");
    Browser browser = stage.browser().visit("/letters?state=waiting").shows("waiting");
    browser.click(By.cssSelector("button.link")).shows("Next retry").shows("2 retries so far");
    browser.shows("Retry now…");
    browser.type(By.cssSelector("dialog [name=reason]"), "the fan was refunded");
    browser.click("Stop retries").shows("retries stopped by local").showsNot("Next retry");
    assertThat(stage.get("/api/dead-letters?state=open").path("items")).hasSize(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void health_tells_the_version_the_backlog_the_queues_and_every_port() {
    stage.queued("<script>alert(1)</script>");
    Browser browser = stage.browser().visit("/health");
    browser.shows("Service: up").shows("Version").shows("Unmoderated").shows("event queue");
    browser.shows("Queued events").shows("Degraded mode").shows("Circuit breaker");
    browser.until(
        () -> browser.reload().shows("Open dead letters").isShown("Open dead letters\n1"));
    browser.click(By.linkText("1")).shows("Failure groups");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void health_warns_of_a_poison_queue_that_is_not_empty() {
    Browser browser = stage.browser().visit("/health");
    browser.shows("Poison events\n0").shows("Poison dead letters\n0");
    browser.showsNot("A poison queue is not empty");

    stage.poisoned("dead-letters-poison");

    browser.reload().shows("A poison queue is not empty").shows("Poison dead letters\n1");
    browser.reload().shows("poison queues").shows("not empty: dead-letters-poison: 1");
    browser.shows("degraded");
    assertThat(browser.complaints()).isEmpty();
  }
}
