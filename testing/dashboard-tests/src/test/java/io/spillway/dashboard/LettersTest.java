package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Dead letters whose payloads lack something, as an operator finds and mends them. */
class LettersTest {

  private static final By LETTER = By.cssSelector("tbody button.link");
  private static final By PAYLOAD = By.cssSelector("dialog textarea");
  private static final By REASON = By.cssSelector("dialog:last-of-type [name=reason]");

  private final Stage stage = Stage.open();
  private final Browser browser = stage.browser();

  @AfterEach
  void close() {
    stage.close();
  }

  private void follow(String eventId) {
    stage.queued(
        "{\"type\":\"follow\",\"streamId\":\"main\",\"eventId\":\"%s\"}".formatted(eventId));
  }

  private void raid(String eventId, String viewers) {
    stage.queued(
        "{\"type\":\"raid\",\"streamId\":\"main\",\"actor\":\"zoe\",\"eventId\":\"%s\",\"viewers\":%s}"
            .formatted(eventId, viewers));
  }

  /** Waits until the ledger has so many letters, and opens the page. */
  private void visitWith(int letters, String page) {
    browser.until(() -> open() == letters);
    browser.visit(page).shows("shown, newest first");
  }

  private int open() {
    return stage.get("/api/queues").path("openDeadLetters").asInt();
  }

  /** Polls at once, as when the connection is back. */
  private void poll() {
    browser.run("dispatchEvent(new Event('online'))");
  }

  @Test
  void an_edited_payload_survives_escape_back_and_reload_until_it_is_saved() {
    follow("e-1");
    visitWith(1, "/letters");
    browser.click(LETTER).shows("Timeline").click("Edit");
    browser.type(PAYLOAD, "{\"type\":\"follow\",\"mine\":1}").type(REASON, "a ticket");
    browser.press(Keys.ESCAPE).shows("Draft kept");
    browser.click(LETTER).shows("This is your unsaved draft.").shows("\"mine\":1");
    browser.follow("/health").shows("Dependencies").showsNot("This is your unsaved draft.");
    browser.run("history.back()");
    browser.shows("This is your unsaved draft.").reload().shows("This is your unsaved draft.");
    Axe.findsNothingSerious(browser);
    browser.type(
        PAYLOAD,
        "{\"type\":\"follow\",\"streamId\":\"main\",\"eventId\":\"e-1\",\"actor\":\"ada\"}");
    browser.click("Save payload").shows("edited by local").shows("a ticket");
    browser.until(() -> browser.text("dialog .told").equals("Payload saved"));
    browser.press(Keys.ESCAPE).until(() -> browser.count("dialog") == 0);
    browser.click(LETTER).shows("Timeline").showsNot("This is your unsaved draft.");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_redrive_is_of_what_is_shown_and_refused_where_it_is_impossible() {
    stage.waiting("main", "e-1");
    follow("e-2");
    browser.until(() -> open() == 1);
    browser.visit("/letters?state=redriven").shows("Only open or waiting dead letters");
    assertThat(browser.find(By.cssSelector(".title .primary")).isEnabled()).isFalse();
    assertThat(browser.run("return getComputedStyle(arguments[0]).borderStyle", button()))
        .isEqualTo("dashed");
    browser.visit("/letters?state=waiting&streamId=main").shows("shown, newest first");
    browser.shows("Filters (2)").click("Redrive…").shows("stream: main");
    assertThat(browser.text("dialog .chip")).isEqualTo("waiting for retry");
    browser.type(REASON, "now").click("Preview").shows("of 1 would be redriven");
    Axe.findsNothingSerious(browser);
    assertThat(browser.complaints()).isEmpty();
  }

  private Object button() {
    return browser.find(By.cssSelector(".title .primary"));
  }

  @Test
  void the_open_letter_is_in_the_address_and_its_ids_can_be_copied() {
    follow("e-1");
    visitWith(1, "/letters");
    browser.shows("actor is required").click(LETTER).shows("Timeline");
    assertThat(browser.url()).contains("#/letters?id=main");
    browser.shows("Copy ID").shows("Copy event ID").shows("Copy link");
    assertThat(browser.focused()).isEqualTo("letter-title");
    assertThat(browser.find(By.linkText("Events of the stream")).getAttribute("href"))
        .endsWith("#/streams?streamId=main");
    browser.press(Keys.ESCAPE).until(() -> !browser.url().contains("id="));
    browser.visit("/letters?id=nope").shows("Not found");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void the_page_follows_the_ledger_and_keeps_what_is_read_in_its_place() {
    for (int i = 0; i < 30; i++) {
      follow("e-" + i);
    }
    visitWith(30, "/letters");
    browser.size(1440, 500);
    browser.run("scrollTo(0, 900)");
    String top =
        """
        const rows = [...document.querySelectorAll('#letters tr[data-id]')];
        const row = window.seen
          ? rows.find((one) => one.dataset.id === window.seen)
          : rows.find((one) => one.getBoundingClientRect().bottom > 0);
        window.seen = row.dataset.id;
        return Math.round(row.getBoundingClientRect().top);
        """;
    Object before = browser.run(top);
    raid("r-1", "\"many\"");
    raid("r-2", "\"many\"");
    browser.until(() -> open() == 32);
    poll();
    browser.shows("32 dead letters shown").shows("2 dead letters, latest");
    assertThat(browser.run(top)).isEqualTo(before);
    browser.click(By.cssSelector("tbody [type=checkbox]")).shows("1 selected");
    raid("r-3", "\"many\"");
    browser.until(() -> open() == 33);
    poll();
    browser.click("Update list (1 change)").shows("33 dead letters shown");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void letters_are_filtered_by_a_time_in_the_chosen_zone_and_saved_as_a_table() {
    follow("e-1");
    visitWith(1, "/letters");
    browser.click("Save as CSV").run("localStorage.setItem('spillway-zone', 'Asia/Tokyo')");
    browser.reload().shows("1 dead letter shown").click(By.cssSelector(".filters summary"));
    browser.run(
        """
        const field = document.querySelector('[type=datetime-local]');
        field.value = '2026-01-02T09:00';
        field.dispatchEvent(new Event('input', {bubbles: true}));
        """);
    browser.click("Filter").shows("Filters (1)").shows("1 dead letter shown");
    assertThat(browser.url()).contains("from=2026-01-02T00%3A00%3A00.000Z");
    assertThat(browser.run("return document.querySelector('[type=datetime-local]').value"))
        .isEqualTo("2026-01-02T09:00");
    browser.click("Redrive…").shows("from: Jan 2, 2026").press(Keys.ESCAPE);
    browser.run("localStorage.removeItem('spillway-zone')");
    browser.visit("/letters?to=2026-01-02T00:00:00Z").shows("No dead letter matches the filters.");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_group_has_a_note_that_every_operator_sees() {
    follow("e-1");
    visitWith(1, "/letters");
    browser.click("Add note").press("ticket 123", Keys.ENTER).shows("Note saved");
    browser.shows("local, ").reload().shows("ticket 123").click("Edit note");
    Axe.findsNothingSerious(browser);
    browser.press(Keys.ESCAPE).shows("ticket 123");
    assertThat(browser.focused()).isEqualTo("Edit note");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void all_letters_of_a_group_are_edited_by_a_patch_and_the_job_is_in_the_history() {
    for (int i = 0; i < 3; i++) {
      raid("r-" + i, "\"many\"");
    }
    visitWith(3, "/letters");
    browser.click(By.xpath("//li//button[starts-with(normalize-space(), 'Edit all')]"));
    browser.until(() -> browser.count("#patch-fields option") == 5);
    browser.type(By.name("path"), "/viewers").tab();
    browser.type(By.name("value"), "250").click("Add to patch");
    browser.until(() -> browser.count("dialog ins") == 0);
    browser.type(REASON, "the number came as a word").press(Keys.ESCAPE).shows("Draft kept");
    browser.click(By.xpath("//li//button[starts-with(normalize-space(), 'Edit all')]"));
    browser.shows("This is your unsaved draft.").click("Preview");
    browser.shows("3 of 3 would be edited");
    assertThat(browser.texts("dialog del").get(0)).isEqualTo("- /viewers: \"many\"");
    assertThat(browser.texts("dialog ins").get(0)).isEqualTo("+ /viewers: 250");
    Axe.findsNothingSerious(browser);
    browser.click("Start edit").shows("3 changed, 0 skipped, of 3");
    browser.click(By.linkText("All jobs")).shows("the number came as a word").click("Details");
    browser.shows("\"op\": \"replace\"").shows("View matching dead letters");
    assertThat(browser.url()).contains("#/jobs?id=");
    Axe.findsNothingSerious(browser);
    browser.reload().shows("\"op\": \"replace\"");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void selected_letters_are_discarded_and_restored() {
    for (int i = 0; i < 3; i++) {
      follow("e-" + i);
    }
    visitWith(3, "/letters");
    browser.click(By.cssSelector("tbody [type=checkbox]")).shows("1 selected");
    browser.click("Discard selected…").shows("1 selected dead letter").type(REASON, "a test");
    browser.click("Preview").shows("1 of 1 would be discarded").click("Start discard");
    browser.shows("2 dead letters shown").shows("Discard: done. 1 changed, 0 skipped, of 1");
    assertThat(browser.focused()).isEqualTo("letters-title");
    browser.visit("/letters?state=discarded").shows("1 dead letter shown");
    browser.click(By.cssSelector(".selection [type=checkbox]")).shows("1 selected");
    assertThat(browser.texts(".selection button:enabled")).containsExactly("Restore selected…");
    browser.click("Restore selected…").type(REASON, "it was none");
    browser.click("Preview").shows("1 of 1 would be restored").click("Start restore");
    browser.shows("No dead letter matches the filters.");
    assertThat(open()).isEqualTo(3);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_letter_is_mended_and_redriven_by_keyboard_alone() {
    follow("e-1");
    visitWith(1, "/letters");
    browser.focus(LETTER).press(Keys.ENTER).shows("Timeline");
    press(Keys.TAB, 6).press(Keys.ENTER).shows("New payload");
    browser.pressWith(Keys.CONTROL, "a");
    browser.press(
        "{\"type\":\"follow\",\"streamId\":\"main\",\"eventId\":\"e-1\",\"actor\":\"ada\"}");
    browser.pressWith(Keys.SHIFT, Keys.TAB).press("a ticket").tab();
    browser.pressWith(Keys.CONTROL, Keys.ENTER).shows("Payload saved");
    assertThat(browser.focused()).isEqualTo("letter-title");
    press(Keys.TAB, 5).press(Keys.ENTER).shows("Retries only the failed activities");
    browser.tab().press("mended", Keys.ENTER).shows("1 of 1 would be redriven");
    browser.tab().press(Keys.ENTER).until(() -> browser.text("dialog h2").endsWith("redriven"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_group_is_edited_by_keyboard_alone() {
    raid("r-1", "\"many\"");
    visitWith(1, "/letters");
    browser.focus(By.xpath("//li//button[starts-with(normalize-space(), 'Edit all')]"));
    browser.press(Keys.ENTER).until(() -> browser.count("#patch-fields option") == 5);
    press(Keys.TAB, 2).press("/viewers").tab().press("250", Keys.ENTER);
    browser.shows("Added to the patch");
    browser.focus(REASON).press("a word", Keys.ENTER).shows("1 of 1 would be edited");
    press(Keys.TAB, 2).press(Keys.ENTER).shows("1 changed, 0 skipped, of 1");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_key_that_is_limited_to_a_stream_sees_its_letters_and_cannot_order_jobs() {
    String ada = "ada[main]:" + Stage.ADA;
    try (Stage limited = Stage.with(Map.of("SPILLWAY_OPERATOR_KEYS", ada))) {
      limited.waiting("main", "e-1");
      Browser seen = limited.browser().visit("/letters?state=waiting");
      seen.type(By.name("own"), Stage.ADA).click("Sign in").shows("1 dead letter shown");
      seen.shows("Your key is limited to streams");
      assertThat(seen.find(By.cssSelector(".title .primary")).isEnabled()).isFalse();
      seen.follow("/notifications").shows("No notifications");
      assertThat(seen.complaints()).isEmpty();
    }
  }

  private Browser press(CharSequence key, int times) {
    for (int i = 0; i < times; i++) {
      browser.press(key);
    }
    return browser;
  }
}
