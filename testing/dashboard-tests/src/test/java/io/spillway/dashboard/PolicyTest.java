package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

class PolicyTest {

  private static final By SEND = By.cssSelector("dialog button.primary");
  private static final By RULES = By.cssSelector("details summary");
  private static final By HARASSMENT =
      By.cssSelector("[aria-label='Threshold of harassment, threatening']");

  private final Stage stage = Stage.open();

  @AfterEach
  void close() {
    stage.close();
  }

  private JsonNode stored() {
    return stage.get("/api/policies/streams/main").path("policy");
  }

  @Test
  void a_draft_is_simulated_with_texts_saved_and_an_earlier_version_restored() {
    stage.message("main", "eve", "i will kill you");
    Browser browser = stage.browser().visit("/policy?streamId=main").shows("No versions yet");
    browser.click(RULES);
    for (String category : List.of("harassment, threatening", "harassment", "violence")) {
      browser.choose(By.cssSelector("[aria-label='Action for " + category + "']"), "mark");
    }
    browser.type(HARASSMENT, "0.9\t").shows("not saved").reload().shows("not saved");
    browser.click("Run simulation").shows("1 of 1 messages would change").shows("withheld → ");
    assertThat(browser.isShown("i will kill you")).isFalse();
    browser.click("Show texts").shows("i will kill you");
    Axe.findsNothingSerious(browser);
    browser.click("Save…").type(By.name("note"), "raid is over").click(SEND);
    browser.shows("Policy saved as version 1").shows("raid is over").showsNot("not saved");
    assertThat(stored().at("/rules/harassment~1threatening/threshold").asDouble()).isEqualTo(0.9);
    browser.click(RULES).type(HARASSMENT, "0.5\t").shows("not saved").click("Save…").click(SEND);
    browser.shows("Policy saved as version 2").click("Compare").shows("compared with the latest");
    browser.click("Restore…").click(SEND).shows("Restored version 1");
    assertThat(stored().at("/rules/harassment~1threatening/threshold").asDouble()).isEqualTo(0.9);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_draft_survives_a_colleagues_change_and_invalid_JSON_is_named() {
    Browser browser = stage.browser().visit("/policy?streamId=main").shows("Draft as JSON");
    By json = By.cssSelector("textarea");
    browser.type(json, "x").click("Run simulation").shows("Invalid JSON");
    browser.click("Discard draft");
    browser.find(json).clear();
    browser.type(json, "{\"links\": {\"strictness\": \"strict\"}}").shows("not saved");
    stage.markThreats("main");
    browser.click("Save…").click(SEND).shows("Changed meanwhile");
    assertThat(browser.find(json).getAttribute("value")).contains("strict");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_draft_is_held_against_moderators_decisions() {
    stage.message("main", "mallory", "kys");
    stage.decideAll("upheld");
    Browser browser = stage.browser().visit("/policy").shows("Current policy").click(RULES);
    browser.choose(By.cssSelector("[aria-label='Action for self-harm, instructions']"), "ignore");
    browser.click("Run simulation").shows("1 of 1 messages would change");
    assertThat(browser.texts("[aria-label='Precision and recall'] tbody tr"))
        .containsExactly("self-harm, instructions 100% unknown 100% 0%");
    assertThat(browser.texts("[aria-label='Outcomes'] tbody tr"))
        .containsExactly("published 0 1", "marked 0 0", "withheld 1 0");
    assertThat(browser.complaints()).isEmpty();
  }
}
