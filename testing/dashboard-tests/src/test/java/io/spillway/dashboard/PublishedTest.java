package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

class PublishedTest {

  private Stage stage = Stage.open();

  @AfterEach
  void close() {
    stage.close();
  }

  private JsonNode messages() {
    return stage.get("/api/streams/main/messages").path("items");
  }

  @Test
  void a_flagged_message_can_be_kept_or_withheld() {
    stage.markThreats("main");
    stage.message("main", "<b>trudy</b>\u202E", "i will kill you <script>alert(1)</script>");
    stage.message("main", "eve", "i will kill you all");
    Browser browser = stage.browser().visit("/published?streamId=main").shows("Marked by policy");
    browser
        .shows("harassment, threatening")
        .shows("<b>trudy</b>U+202E")
        .shows("No unmoderated messages");
    assertThat(browser.isShown("i will kill you")).isFalse();
    browser.click("Show texts").shows("i will kill you <script>alert(1)</script>");
    assertThat(browser.count("main script, main b")).isZero();
    Axe.findsNothingSerious(browser);
    browser.click("Withhold").shows("the message is no longer visible").showsNot("eve");
    assertThat(messages()).hasSize(1);
    browser.click(By.linkText("Open case")).shows("was published").press("d").shows("Dismissed");
    assertThat(messages()).as("published again").hasSize(2);
    browser.visit("/published?streamId=main").shows("trudy").click("Show texts");
    browser.click("Keep").shows("No marked messages");
    assertThat(messages().findValuesAsText("status")).containsExactly("released", "allowed");
    browser.visit("/review").shows("Queue is empty");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_held_enter_keeps_one_message() {
    stage.markThreats("main");
    for (String author : new String[] {"eve", "trudy", "mallory"}) {
      stage.message("main", author, "i will kill you");
    }
    Browser browser = stage.browser().visit("/published?streamId=main").shows("mallory");
    browser.focus(By.cssSelector("#marked-list button.first")).holdEnter().showsNot("mallory");
    assertThat(browser.count("#marked-list li")).isEqualTo(2);
  }

  @Test
  void while_the_classifier_is_out_moderators_decide_and_health_says_so() {
    stage.close();
    stage = Stage.withoutClassifier();
    stage.message("main", "ada", "hello");
    stage.message("main", "eve", "buy my <i>things</i>");
    Browser browser = stage.browser().visit("/published").shows("main").shows("classifier.");
    browser.click("Show texts").shows("buy my <i>things</i>");
    assertThat(browser.texts("#unmoderated-list strong")).containsExactly("ada", "eve");
    browser.click("Keep").showsNot("ada");
    stage.ask(
        "POST",
        "/api/moderation/unmoderated/" + id("eve"),
        "{\"decision\":\"withhold\",\"note\":\"spam\"}");
    browser.click("Withhold").shows("Already handled").shows("No unmoderated messages");
    assertThat(messages()).hasSize(1);
    browser.visit("/health").shows("Circuit breaker").shows("Service: ");
    assertThat(browser.complaints()).isEmpty();
  }

  private String id(String author) {
    for (JsonNode item : stage.get("/api/moderation/unmoderated").path("items")) {
      if (item.path("author").asText().equals(author)) {
        return item.path("id").asText();
      }
    }
    throw new AssertionError("nothing unmoderated by " + author);
  }
}
