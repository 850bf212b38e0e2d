package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Shift of two moderators: an outage, a raid, a hand-over and the export of the audit trail. */
class ShiftTest {

  private static final int RAIDERS = 500;

  private static final Pattern ID = Pattern.compile("[?&]id=([^&]+)");

  private final ClassifierOutage outage = new ClassifierOutage();
  private final Stage stage = Stage.withKeys(outage);
  private final Browser grace = stage.browser();
  private final Browser linus = stage.browser();

  @AfterEach
  void close() {
    stage.close();
  }

  private static Browser signedIn(Browser browser, String key) {
    browser.visit("/review").type(By.name("own"), key).click("Sign in");
    return browser.shows("Signed in as");
  }

  @Test
  void two_moderators_get_through_an_outage_and_a_raid() {
    signedIn(grace, Stage.GRACE).shows("Queue is empty");
    signedIn(linus, Stage.LINUS).shows("Queue is empty");
    Pictures.keep(grace, "shift-01-calm");

    outage.begin();
    stage.message("main", "ann", "is the sound gone for you too");
    grace.shows("AI moderation is down.").shows("1 message is public without AI moderation.");
    Pictures.keep(grace, "shift-02-classifier-down");

    for (int i = 0; i < RAIDERS; i++) {
      stage.message("main", "raider" + i, "kys " + i);
    }
    grace.shows("to review · by due time").until(() -> grace.texts("nav .badge").contains("500"));
    Pictures.keep(grace, "shift-03-raid");

    grace.click("Claim next").shows("Case claimed");
    Matcher id = ID.matcher(grace.url());
    assertThat(id.find()).as("the address names the case").isTrue();
    linus.visit("/review?id=" + id.group(1)).shows("Claimed by grace");
    Pictures.keep(linus, "shift-04-two-moderators");
    grace.press("r").shows("Claim released");

    grace.click("Bulk decision…").click(By.cssSelector("dialog [value=upheld]"));
    grace.choose(By.cssSelector("dialog [name=reason]"), "harassment").click("Preview");
    grace.shows("500 messages will stay withheld.");
    Pictures.keep(grace, "shift-05-bulk-preview");
    grace.click("Apply to 500").shows("500 upheld, none skipped");
    Pictures.keep(grace, "shift-06-bulk-done");
    grace.click("Close").shows("Queue is empty");
    assertThat(stage.count("upheld")).isEqualTo(RAIDERS);

    stage.message("main", "mallory", "i will kill you");
    linus.visit("/review").shows("1 to review").click("Assign…");
    linus.type(By.name("to"), "grace").type(By.cssSelector("dialog [name=note]"), "knows her");
    linus.click(By.cssSelector("dialog button.primary")).shows("Assigned to grace by linus");
    Pictures.keep(linus, "shift-07-hand-over");

    grace.visit("/review?assignee=me").shows("1 to review").click(By.linkText("mallory"));
    grace.shows("Author").click("Restrict…").choose(By.name("effect"), "all messages withheld");
    grace.choose(By.cssSelector("dialog [name=reason]"), "harassment");
    grace.click(By.cssSelector("dialog button.danger")).shows("Author restricted");
    Pictures.keep(grace, "shift-08-author");

    outage.end();
    grace.visit("/review").showsNot("AI moderation is down.").shows("1 to review");
    Pictures.keep(grace, "shift-09-classifier-back");

    grace.visit("/audit?moderator=grace").shows("author restricted").shows("Export CSV");
    Pictures.keep(grace, "shift-10-audit");
    grace.click("Export CSV").shows("lines saved");
    assertThat(grace.complaints()).isEmpty();
  }

  @Test
  void the_export_has_all_that_the_filters_select() {
    stage.message("main", "mallory", "kys");
    JsonNode waiting = stage.as(Stage.GRACE, "/api/violations/waiting").path("items");
    assertThat(waiting).hasSize(1);
    signedIn(grace, Stage.GRACE).shows("1 to review").press("u").shows("Queue is empty");
    grace.run(
        """
        window.saved = [];
        URL.createObjectURL = (blob) => (blob.text().then((text) => saved.push(text)), "#");
        """);
    grace.follow("/audit?moderator=grace").shows("upheld").click("Export CSV").shows("saved");
    grace.until(() -> !String.valueOf(grace.run("return saved.join('')")).isEmpty());
    assertThat(String.valueOf(grace.run("return saved.join('')")).lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("at,who,action"))
        .anyMatch(line -> line.contains(",grace,uphold,open,upheld,"));
    Axe.findsNothingSerious(grace);
  }
}
