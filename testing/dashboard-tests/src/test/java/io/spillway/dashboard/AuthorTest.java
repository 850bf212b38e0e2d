package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

class AuthorTest {

  private static final By REASON = By.name("reason");

  private final Stage stage = Stage.open();

  @AfterEach
  void close() {
    stage.close();
  }

  private JsonNode published() {
    return stage.get("/api/streams/main/messages").path("items");
  }

  @Test
  void a_moderator_sees_all_of_an_author_withholds_one_message_and_undoes_it() {
    stage.message("main", "ma/ry & co", "a fine match");
    stage.message("main", "ma/ry & co", "i will kill you");
    stage.message("main", "ann", "hello");
    Browser browser = stage.browser().visit("/author?author=ma%2Fry+%26+co&streamId=main");
    browser.shows("a fine match").shows("harassment, threatening").shows("0 strikes");
    assertThat(browser.isShown("i will kill you")).isFalse();
    browser.click("Show texts").shows("i will kill you");
    Axe.findsNothingSerious(browser);
    browser.click("Withhold…").shows("recorded as an upheld case");
    browser.click(By.cssSelector("dialog button.danger"));
    assertThat(browser.count("dialog[open]")).as("without a reason").isOne();
    browser.choose(REASON, "spam").type(By.name("note"), "sells followers");
    browser.click(By.cssSelector("dialog button.danger")).showsNot("recorded as an upheld case");
    assertThat(published()).hasSize(1);
    browser.click("Undo").shows("Undone: the message is public again");
    assertThat(published()).hasSize(2);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void an_author_is_restricted_noted_and_released_again() {
    stage.message("main", "eve", "one");
    Browser browser = stage.browser().visit("/author?author=eve").shows("No restrictions.");
    browser.click("Restrict…").shows("All streams");
    browser.choose(By.name("effect"), "all messages withheld").choose(REASON, "harassment");
    browser.click(By.cssSelector("dialog button.danger")).shows("Author restricted");
    browser.shows("Lift").shows("Until");
    assertThat(stage.get("/api/restrictions?author=eve").at("/items/0/effect").asText())
        .isEqualTo("hold");
    browser.click("Add note…").type(By.name("note"), "warned by mail");
    browser.click(By.cssSelector("dialog button.primary")).shows("warned by mail");
    browser.click("Lift").shows("Restriction lifted").shows("No restrictions.");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void all_messages_of_an_author_are_counted_and_withheld_in_slices() {
    stage.ask(
        "PUT",
        "/api/policies/streams/main",
        "{\"policy\": {\"rates\": {\"messages\": {\"most\": 0, \"seconds\": 10}}}}",
        "if-none-match",
        "*");
    for (int i = 0; i < 60; i++) {
      stage.message("main", "raider", "message number " + i);
    }
    stage.message("main", "ann", "hello");
    Browser browser = stage.browser().visit("/author?author=raider&streamId=main");
    browser.click("Withhold all…").shows("60 published messages").choose(REASON, "spam");
    browser.click("Withhold 60 messages").shows("Withheld: 60");
    Axe.findsNothingSerious(browser);
    browser.click("Close").shows("None.");
    assertThat(published()).hasSize(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void an_erasure_needs_the_name_and_shows_its_progress() {
    stage.message("main", "eve", "one");
    Browser browser = stage.browser().visit("/author?author=eve").shows("one");
    browser.click("Erase…").type(By.name("confirm"), "ann");
    browser.click("Erase permanently").shows("The name does not match");
    browser.find(By.name("confirm")).clear();
    browser.type(By.name("confirm"), "eve").click("Erase permanently").shows("Erasure in progress");
    assertThat(browser.complaints()).isEmpty();
  }
}
