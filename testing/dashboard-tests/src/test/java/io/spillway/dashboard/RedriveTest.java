package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Redrive of raids whose alerts a store refuses until it is repaired. */
class RedriveTest {

  private static final int RAIDS = 8;

  private final RefusedAlerts alerts = new RefusedAlerts();
  private final Stage stage = Stage.on(alerts);
  private final Browser browser = stage.browser();

  @BeforeEach
  void enqueue() {
    for (int i = 0; i < RAIDS; i++) {
      stage.event(
          "main",
          "{\"type\":\"raid\",\"actor\":\"zoe\",\"eventId\":\"r-" + i + "\",\"viewers\":500}");
    }
    browser.visit("/letters");
    for (int tries = 0; tries < 40 && browser.count("tbody button.link") < RAIDS; tries++) {
      browser.click("Reload").showsNot("Loading");
    }
    browser.shows("Failure groups").shows(RefusedAlerts.MESSAGE);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void begin(String letters) {
    browser.click("Redrive…").type(By.cssSelector("dialog [name=reason]"), "the alerts");
    browser
        .click("Preview")
        .shows(letters + " of " + letters + " would be redriven")
        .click("Start redrive");
  }

  @Test
  void a_failed_canary_ends_the_redrive_and_a_repaired_letter_succeeds() {
    begin("8");
    browser.shows("aborted").shows("0 succeeded, 1 failed again");
    alerts.repair();
    begin("8");
    browser.shows("8 succeeded, 0 failed again").shows("done");
    assertThat(stage.get("/api/streams/main/stats").path("raids").asInt()).isEqualTo(RAIDS);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void an_edit_warns_of_activities_that_are_done_before_and_after_it_is_saved() {
    browser.click(By.cssSelector("button.link")).shows("Redrives\n0 started");
    browser.click("Edit").shows("The edit does not reach activities that are done: stats, log");
    String payload =
        String.valueOf(browser.run("return document.querySelector('dialog textarea').value"));
    browser.type(By.cssSelector("dialog textarea"), payload.replace("500", "400"));
    browser.type(By.cssSelector("dialog [name=reason]"), "fewer viewers");
    browser.click("Save payload").shows("The edit does not reach activities that are done");
    browser
        .click(By.xpath("//dialog//button[starts-with(normalize-space(), 'Redrive')]"))
        .type(By.cssSelector("dialog:last-of-type [name=reason]"), "the alerts");
    browser.click("Preview").shows("Activities that will run: alerts (1).");
    assertThat(browser.text("dialog:last-of-type .notice"))
        .contains("The edit does not reach activities that are done: stats, log");
    alerts.repair();
    browser.click("Start redrive").shows("1 succeeded");
    browser.until(() -> browser.text("dialog h2").endsWith("redriven"));
    browser.shows("Redrives\n1 started");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void letters_are_grouped_by_type_and_redriven_by_it() {
    browser.choose(By.cssSelector("#groups-title + .tools [name=groupBy]"), "event type");
    browser.until(() -> browser.url().contains("groupBy=type"));
    browser.until(() -> browser.texts(".rows strong").contains("raid"));
    browser.choose(By.cssSelector("#groups-title + .tools [name=groupBy]"), "exception");
    browser.until(() -> browser.texts(".rows strong").contains("io.spillway.ports.PortException"));
    browser.choose(By.cssSelector("#groups-title + .tools [name=groupBy]"), "event type");
    browser.until(() -> browser.texts(".rows strong").contains("raid"));
    alerts.repair();
    browser.click(By.cssSelector(".rows .actions button:nth-child(3)"));
    browser.shows("event type: raid");
    browser.type(By.cssSelector("dialog [name=reason]"), "the alerts");
    browser.click("Preview").shows("8 of 8 would be redriven");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void one_under_way_is_aborted_by_hand() {
    alerts.repair();
    browser.click("Redrive…").type(By.cssSelector("dialog [name=reason]"), "slowly");
    browser.type(By.name("rate"), "1").click(By.name("canary"));
    browser
        .click("Preview")
        .shows("8 of 8 would be redriven")
        .click("Start redrive")
        .shows("running");
    browser.click("Cancel redrive").shows("cancelled");
    assertThat(stage.get("/api/dead-letters/redrives").at("/items/0/state").asText())
        .isEqualTo("cancelled");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void one_begun_elsewhere_is_followed_and_controlled_by_every_operator() {
    alerts.repair();
    browser.visit("/jobs").shows("No jobs");
    stage.ask(
        "POST",
        "/api/dead-letters/jobs",
        "{\"action\":\"redrive\",\"all\":true,\"canary\":false,\"ratePerSecond\":1,\"reason\":\"slowly\"}");
    browser.run("dispatchEvent(new Event('online'))");
    browser.shows("slowly").shows("running").click("Pause").shows("paused");
    browser.click("Resume").shows("running");
    browser.click("Cancel redrive").shows("Redrive: cancelled. ").shows("cancelled");
    assertThat(browser.complaints()).isEmpty();
  }
}
