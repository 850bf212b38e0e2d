package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Less frequent actions, which must be as safe. */
class FlowsTest {

  private Stage stage = Stage.open();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void blurred_text_is_unreadable_until_shown() {
    stage.message("main", "mallory", "kys right now");
    Browser browser = stage.browser().visit("/review").shows("1 to review").click("Preferences");
    browser.choose(By.xpath("//label[contains(., 'Withheld text')]/select"), "blurred");
    browser.press(Keys.ESCAPE).reload().shows("1 to review");
    assertThat(browser.run("return getComputedStyle(document.querySelector('.quote')).filter"))
        .isEqualTo("blur(8px)");
    assertThat(browser.find(By.cssSelector(".quote")).getDomAttribute("aria-hidden"))
        .isEqualTo("true");
    Axe.findsNothingSerious(browser);
    browser.press("s");
    assertThat(browser.run("return getComputedStyle(document.querySelector('.quote')).filter"))
        .isEqualTo("none");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void shortcuts_that_are_off_do_nothing_and_buttons_still_do() {
    stage.message("main", "mallory", "kys");
    Browser browser = stage.browser().visit("/review").shows("1 to review").click("Preferences");
    browser.choose(By.xpath("//label[contains(., 'shortcuts')]/select"), "off");
    browser.press(Keys.ESCAPE).press("u", "s").shows("The text is hidden.").shows("1 to review");
    browser.click("Uphold").shows("Queue is empty");
  }

  @Test
  void an_escalated_one_is_for_another_moderator() {
    stage.close();
    stage = Stage.withKeys();
    stage.message("main", "mallory", "kys");
    Browser grace = signedIn("/review", Stage.GRACE).shows("1 to review");
    grace.choose(By.id("reason"), "⇧4 needs an expert").type(By.id("note"), "<i>is this ok?</i>");
    grace.press(Keys.ESCAPE).focus(By.id("queue")).press("e").shows("Escalated (");
    grace.shows("Queue is empty");
    Browser linus = signedIn("/review", Stage.LINUS).shows("1 to review").shows("escalated");
    linus.shows("Escalated by grace (needs an expert) “<i>is this ok?</i>”").press("d");
    linus.shows("Queue is empty");
    assertThat(stage.get("/api/streams/main/messages").path("items")).hasSize(1);
    assertThat(linus.complaints()).isEmpty();
  }

  private Browser signedIn(String page, String key) {
    Browser browser = stage.browser().visit(page);
    return browser.type(By.name("own"), key).click("Sign in");
  }

  @Test
  void a_letter_is_discarded_and_brought_back_and_its_text_is_only_text() {
    stage.queued("{\"type\":\"follow\",\"actor\":\"<img src=x onerror=alert(1)>\u202E\"}");
    Browser browser = stage.browser().visit("/letters");
    browser.until(() -> browser.reload().shows("Dead letters").isShown("Failure groups"));
    browser.click(By.cssSelector("button.link")).shows("<img src=x onerror=alert(1)>U+202E");
    assertThat(browser.count("main img, dialog img")).isZero();
    Axe.findsNothingSerious(browser);
    browser.type(By.cssSelector("dialog [name=reason]"), "a <b>test</b>").click("Discard");
    browser.shows("discarded by local “a <b>test</b>”");
    assertThat(browser.find(By.xpath("//dialog//button[normalize-space() = 'Edit']")).isEnabled())
        .isFalse();
    browser.type(By.cssSelector("dialog [name=reason]"), "a mistake").click("Restore");
    browser.shows("restored by local “a mistake”");
    browser.press(Keys.ESCAPE).shows("Failure groups");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_concurrent_change_of_a_letter_shows_the_first_operator() {
    stage.queued("{\"type\":\"follow\"}");
    Browser browser = stage.browser().visit("/letters");
    browser.until(() -> browser.reload().shows("Dead letters").isShown("Failure groups"));
    browser.click(By.cssSelector("button.link")).shows("Timeline");
    Browser other = stage.browser().visit("/letters").shows("Failure groups");
    other.click(By.cssSelector("button.link")).shows("Timeline");
    other.type(By.cssSelector("dialog [name=reason]"), "mine").click("Discard").shows("discarded");
    browser.type(By.cssSelector("dialog [name=reason]"), "no, mine").click("Discard");
    browser.shows("Already discarded by local").shows("Your change was not saved");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void filters_are_in_the_address_and_stay_when_reloaded_or_gone_back_to() {
    stage.message("main", "mallory", "kys");
    stage.message("main", "trudy", "i will kill you");
    Browser browser =
        stage.browser().visit("/review").shows("2 to review").click(By.tagName("summary"));
    browser.choose(By.name("severity"), "high").click("Filter").shows("1 to review");
    assertThat(browser.url()).contains("#/review?severity=HIGH");
    browser.reload().shows("1 to review").shows("trudy").shows("Filters (1)");
    browser.run("history.back()");
    browser.shows("2 to review");
    stage.queued("not json");
    stage.queued("{\"type\":\"follow\"}");
    browser.visit("/letters?failureCode=event.not-json");
    browser.until(() -> browser.reload().shows("Dead letters").isShown("Failure groups"));
    browser.shows("event.not-json").showsNot("event.invalid");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void values_in_an_address_are_shown_as_text() {
    Browser browser = stage.browser().visit("/streams?streamId=%3Cscript%3Ealert(1)%3C/script%3E");
    browser.shows("Stream <script>alert(1)</script>");
    assertThat(browser.count("main script")).isZero();
  }
}
