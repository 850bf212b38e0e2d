package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

class ReviewTest {

  private Stage stage = Stage.open();

  @AfterEach
  void close() {
    stage.close();
  }

  private long inState(String state) {
    return StreamSupport.stream(
            stage.get("/api/violations?state=" + state).path("items").spliterator(), false)
        .count();
  }

  @Test
  void the_text_is_hidden_until_shown_and_a_decision_takes_one_key() {
    stage.message("main", "mallory", "kys right now");
    Browser browser = stage.browser().visit("/review");
    browser.shows("1 to review").shows("self-harm").shows("The text is hidden");
    assertThat(browser.isShown("kys right now")).isFalse();
    browser.press("s").shows("kys right now");
    assertThat(browser.count("[aria-live=polite] .quote")).as("the text is read out").isEqualTo(1);
    browser.press("s").showsNot("kys right now");
    browser.press("u").shows("Queue is empty");
    assertThat(inState("upheld")).isEqualTo(1);
    browser.press("z").shows("1 to review").shows("Undone by local: open again");
    assertThat(inState("open")).isEqualTo(1);
    browser.press("d").shows("Queue is empty");
    assertThat(inState("dismissed")).isEqualTo(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_second_decision_shows_the_first_moderator() {
    stage.close();
    stage = Stage.withKeys();
    stage.message("main", "mallory", "kys");
    stage.message("main", "mallory", "kys you all");
    Browser grace = signedIn(Stage.GRACE);
    Browser linus = signedIn(Stage.LINUS);
    grace.shows("2 to review");
    linus.shows("2 to review");
    grace.press("u").shows("1 to review");
    linus
        .press("d")
        .shows("Already upheld by \u2068grace\u2069")
        .shows("Your decision was not saved");
    linus.press("j").showsNot("Already upheld").press("c").shows("yours");
    grace.press("u").shows("Claimed by \u2068linus\u2069 until");
    linus.press("d").shows("Press Z to undo.");
    assertThat(linus.complaints()).isEmpty();
  }

  private Browser signedIn(String key) {
    Browser browser = stage.browser().visit("/review");
    browser.type(By.name("own"), key).type(By.name("app"), Stage.APP).click("Sign in");
    return browser;
  }

  @Test
  void markup_and_bidi_tricks_are_shown_as_text() {
    String nasty =
        "kys <script>document.title='taken'</script><img src=x onerror=alert(1)> \u202Eevil\u202C";
    stage.message("main", "<b>mallory</b>\u202E", nasty);
    Browser browser = stage.browser().visit("/review").shows("<b>mallory</b>U+202E");
    browser.press("s").shows("<script>document.title='taken'</script><img src=x onerror=alert(1)>");
    browser.shows("U+202Eevil").shows("U+202C");
    assertThat(browser.count("main script, main img, main b")).isZero();
    assertThat(browser.run("return document.title").toString()).endsWith("Review · Spillway");
    assertThat(browser.count(".quote bdi.written")).isEqualTo(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void matched_words_and_links_are_highlighted_in_the_original_text() {
    stage.message("main", "eve", "🎉 <b>k\u200Bys</b>, KILL  yourself at https://bad.example/<i>");
    Browser browser = stage.browser().visit("/review").shows("banned word");
    assertThat(browser.count(".quote mark")).isZero();
    browser.press("s").shows("<b>kU+200Bys</b>, KILL");
    assertThat(browser.texts(".quote mark"))
        .containsExactly("kU+200Bys", "KILL  yourself", "https://bad.example/");
    assertThat(browser.count(".quote b, .quote i")).isZero();
    Axe.findsNothingSerious(browser);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_reported_message_says_how_often_and_why_whatever_its_author_s_name() {
    stage.message("main", "AC/DC 50% ..", "hello there");
    String id = stage.get("/api/streams/main/messages").at("/items/0/messageId").asText();
    stage.report("main", id, "bo", "spam");
    stage.report("main", id, "cy", "scam");
    Browser browser = stage.browser().visit("/review").shows("1 to review");
    browser.shows("2 reports: spam 1, scam 1").shows("0 strikes");
    browser.press("u").shows("Queue is empty");
    assertThat(inState("upheld")).isEqualTo(1);
    assertThat(stage.get("/api/streams/main/messages").path("items")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void many_are_decided_at_once_after_a_look_at_how_many() {
    for (int i = 0; i < 3; i++) {
      stage.message("main", "mallory" + i, "kys " + i);
    }
    Browser browser = stage.browser().visit("/review?author=mallory1").shows("1 to review");
    browser.visit("/review").shows("3 to review").click("Bulk decision");
    browser.click(By.cssSelector("[value=dismissed]")).click("Preview");
    browser.shows("3 messages will be published");
    stage.message("main", "late", "kys too");
    browser.click("Apply to 3").shows("3 dismissed, none skipped");
    assertThat(inState("dismissed")).isEqualTo(3);
    assertThat(inState("open")).isEqualTo(1);
    browser.press(Keys.ESCAPE).shows("1 to review");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void ten_are_decided_by_keyboard_alone() {
    for (int i = 0; i < 12; i++) {
      stage.message("main", "viewer" + i, i % 3 == 0 ? "kys" : "i will kill you");
      stage.message("main", "fan" + i, "hello " + i);
    }
    Browser browser = stage.browser();
    long start = System.nanoTime();
    browser.visit("/review").shows("12 to review");
    for (int i = 1; i <= 10; i++) {
      browser.press("s", i % 2 == 0 ? "d" : "u").shows((12 - i) + " to review");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println(
        "from opening the page to the tenth decision by keyboard: " + took.toMillis() + " ms");
    assertThat(inState("open")).isEqualTo(2);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void new_cases_appear_and_the_open_case_stays() {
    stage.message("main", "trudy", "i will kill you");
    Browser browser = stage.browser().visit("/review").shows("1 to review").press("s");
    browser.shows("i will kill you");
    stage.message("main", "mallory", "kys");
    browser.shows("2 to review");
    assertThat(browser.text(".quote")).isEqualTo("i will kill you");
    assertThat(browser.text("#queue [aria-selected=true]")).contains("trudy");
  }

  @Test
  void everything_can_be_reached_and_left_by_keyboard() {
    stage.message("main", "mallory", "kys");
    Browser browser = stage.browser().visit("/review").shows("1 to review");
    assertThat(browser.focused()).isEqualTo("queue");
    browser
        .press("?")
        .shows("Note templates")
        .press(Keys.ESCAPE)
        .showsNot("Undo your last decision");
    assertThat(browser.focused()).isEqualTo("queue");
    browser.press("n").shows("yours").press("r").shows("Claim released");
  }
}
