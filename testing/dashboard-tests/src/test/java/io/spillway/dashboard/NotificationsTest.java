package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.AlertReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Alerts whose receiver refuses them. */
class NotificationsTest {

  private final AlertReceiver receiver = AlertReceiver.answering(400);
  private final Stage stage = Stage.with(receiver.settings());
  private final Browser browser = stage.browser();

  @AfterEach
  void close() {
    stage.close();
    receiver.close();
  }

  private void raids(int number) {
    for (int i = 0; i < number; i++) {
      stage.event(
          "main",
          "{\"type\":\"raid\",\"actor\":\"zoe\",\"eventId\":\"r-%d\",\"viewers\":500}"
              .formatted(i));
    }
    browser.until(
        () -> stage.get("/api/notifications?state=failed").path("items").size() == number);
  }

  @Test
  void a_failed_notification_is_cancelled_with_a_reason_or_sent_again() {
    browser.visit("/notifications").shows("No notifications");
    Axe.findsNothingSerious(browser);
    raids(2);
    browser.run("dispatchEvent(new Event('online'))");
    browser.shows("of stream main").shows("failed");
    browser.click("Cancel…").shows("It will not be sent, unless it is retried.");
    Axe.findsNothingSerious(browser);
    browser.type(By.cssSelector("dialog [name=reason]"), "a test").click("Cancel notification");
    browser.shows("Notification cancelled").shows("cancelled");
    browser.click(By.cssSelector("tbody button.link")).shows("Copy link").shows("Created");
    assertThat(browser.url()).contains("#/notifications?id=");
    Axe.findsNothingSerious(browser);
    browser.reload().shows("Created").press(Keys.ESCAPE);
    browser.until(() -> !browser.url().contains("id="));
    receiver.answer(204);
    browser.click("Retry all failed").shows("1 notification is being sent again");
    browser.until(() -> stage.get("/api/notifications?state=sent").path("items").size() == 1);
    browser.visit("/notifications?state=failed").shows("No notification matches the filters.");
    browser.shows("Filters (1)");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void health_counts_what_was_not_delivered() {
    raids(1);
    browser.visit("/health").shows("Waiting to be sent\n0").shows("Failed\n1");
    browser.click(By.linkText("1")).shows("of stream main");
    assertThat(browser.url()).contains("#/notifications?state=failed");
    assertThat(browser.complaints()).isEmpty();
  }
}
