package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

class StreamsTest {

  private final Stage stage = Stage.open();
  private final Browser browser = stage.browser();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_stream_shows_message_outcomes_and_donations() {
    Scene.play(stage);
    browser.visit("/streams?streamId=main").shows("Donations by currency").shows("raid zoe");
    // Outcomes, JPY and USD.
    browser.until(() -> browser.count(".chart canvas") == 3);
    assertThat(browser.texts("#donations ~ .side h3")).containsExactly("JPY 250", "USD 5.00");
    browser.shows("27 messages.").click(By.xpath("//summary[normalize-space() = 'As a table']"));
    assertThat(browser.sums("#outcomes ~ details"))
        .as("published, released, unmoderated, withheld")
        .containsExactly(21, 1, 0, 5);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_released_message_is_counted_once() {
    stage.message("main", "mallory", "kys");
    browser.visit("/review").shows("1 to review").press("d").shows("Queue is empty");
    browser.visit("/streams?streamId=main").shows("1 message.");
    browser.click(By.xpath("//summary[normalize-space() = 'As a table']"));
    assertThat(browser.sums("#outcomes ~ details")).containsExactly(0, 1, 0, 0);
  }

  @Test
  void a_partial_page_shows_its_earliest_complete_time() {
    for (int i = 0; i < 1010; i++) {
      stage.message("busy", "viewer" + i, "hello " + i);
    }
    browser.visit("/streams?streamId=busy&minutes=15").shows("1,000 messages. Not the whole range");
  }

  @Test
  void each_activity_of_an_event_is_shown_with_its_outcome() {
    stage.event(
        "main",
        "{\"type\":\"raid\",\"actor\":\"<b>zoe</b>\u202E\",\"eventId\":\"r-1\",\"viewers\":900}");
    browser.visit("/streams?streamId=main").shows("raid <b>zoe</b>U+202E 900 viewers");
    browser.shows("done").click(By.xpath("//summary[contains(., 'raid')]")).shows("Started");
    assertThat(browser.texts("details[open] .plain li"))
        .containsExactlyInAnyOrder(
            "done stats, 1 attempt", "done alerts, 1 attempt", "done log, 1 attempt");
    assertThat(browser.count("main b")).isZero();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void custom_events_are_shown_by_their_own_type_with_their_fields() {
    stage.event(
        "main",
        "{\"type\":\"custom\",\"actor\":\"ada\",\"eventId\":\"c-1\",\"name\":\"hype.train\","
            + "\"fields\":{\"top\":\"<b>zoe</b>\u202E\"}}");
    browser.visit("/streams?streamId=main").shows("Custom events by type");
    browser.shows("hype.train ada").shows("done");
    browser.click(By.xpath("//summary[contains(., 'hype.train')]"));
    assertThat(browser.texts("details[open] .facts dd")).containsExactly("<b>zoe</b>U+202E");
    assertThat(browser.texts("#custom + .totals dt")).containsExactly("hype.train");
    assertThat(browser.count("main b")).isZero();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_stream_without_anything_says_so() {
    browser.visit("/streams?streamId=quiet").shows("No messages in this range");
    browser.shows("No donations yet").shows("No events in this range");
    Axe.findsNothingSerious(browser);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void streams_are_listed_opened_and_kept_in_the_address() {
    stage.message("other", "ann", "hello");
    stage.message("main", "ann", "hello");
    browser.visit("/streams").shows("All streams");
    assertThat(browser.texts(".rows a")).containsExactlyInAnyOrder("main", "other");
    Axe.findsNothingSerious(browser);
    browser.type(By.name("prefix"), "oth").click("Filter").showsNot("main");
    browser.click(By.linkText("other")).shows("Stream other");
    browser.choose(By.name("minutes"), "last 6 hours").click("Show");
    browser.until(() -> browser.url().endsWith("#/streams?streamId=other&minutes=360"));
    browser.reload().shows("Stream other");
    assertThat(browser.find(By.name("minutes")).getAttribute("value")).isEqualTo("360");
  }

  @Test
  void messages_of_a_range_are_listed_and_one_is_withheld() {
    stage.message("main", "ann", "before the raid");
    Instant until = Instant.now().minusSeconds(3600);
    browser.visit("/streams?streamId=main&to=" + until).shows("No messages in this range");
    browser.visit("/streams?streamId=main").shows("before the raid").click("Withhold…");
    browser.choose(By.name("reason"), "spam").click(By.cssSelector("dialog button.danger"));
    browser.shows("The text is hidden.").showsNot("before the raid");
    browser.click("Undo").shows("the message is public again").shows("before the raid");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void the_last_content_stays_while_the_server_is_away_and_the_page_continues() {
    stage.message("main", "ann", "hello");
    Browser browser = stage.browser().visit("/streams?streamId=main").shows("hello");
    browser.offline(true).shows("Connection lost").shows("hello");
    browser.offline(false).showsNot("Connection lost").shows("hello");
  }

  @Test
  void a_link_opens_one_message_and_one_event() {
    stage.message("main", "ann", "hello");
    stage.event("main", "{\"type\":\"raid\",\"actor\":\"zoe\",\"eventId\":\"r-1\",\"viewers\":9}");
    String id = stage.get("/api/streams/main/messages").at("/items/0/messageId").asText();
    browser.visit("/streams?streamId=main&messageId=" + id + "&eventKey=r-1");
    browser.shows("Linked message").shows("Linked event").shows("raid zoe");
    assertThat(browser.texts("#linked-message + ul li strong")).containsExactly("ann");
    browser.visit("/streams?streamId=main&messageId=none").shows("This message is not published.");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void new_messages_do_not_move_the_one_that_is_read() {
    for (int i = 0; i < 40; i++) {
      stage.message("main", "viewer" + i, "message " + i);
    }
    browser.visit("/streams?streamId=main").shows("message 5");
    browser.run("document.querySelector('[data-id]:nth-child(20)').scrollIntoView()");
    String where =
        "return [...document.querySelectorAll('#messages, [data-id]')]"
            + ".find((one) => one.textContent.includes('message 20')).getBoundingClientRect().top";
    Object before = browser.run(where);
    stage.message("main", "late", "a late one");
    browser.until(
        () -> browser.run("return document.body.textContent").toString().contains("a late one"));
    assertThat(((Number) browser.run(where)).doubleValue())
        .isCloseTo(((Number) before).doubleValue(), within(2.0));
  }
}
