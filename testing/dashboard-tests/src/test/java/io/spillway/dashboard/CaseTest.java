package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** One case: its link, who else has it, what surrounds it, and how it is handed over. */
class CaseTest {

  private Stage stage = Stage.open();

  @AfterEach
  void close() {
    stage.close();
  }

  private Browser signedIn(String page, String key) {
    Browser browser = stage.browser().visit(page);
    return browser.type(By.name("own"), key).click("Sign in").shows("Signed in as");
  }

  @Test
  void a_link_opens_its_case_also_if_it_is_decided() {
    stage.message("main", "mallory", "kys");
    stage.decideAll("upheld");
    stage.message("main", "trudy", "i will kill you");
    String id = stage.get("/api/violations?state=upheld").at("/items/0/violationId").asText();
    Browser browser = stage.browser().visit("/review?id=" + id).shows("Undo this decision");
    assertThat(browser.text("#queue [aria-selected=true]")).contains("mallory").contains("upheld");
    browser.run(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }");
    browser.click("Copy ID").shows("Copied");
    assertThat(browser.run("return window.copied")).isEqualTo(id);
    browser.press("j");
    browser.until(() -> !browser.url().endsWith(id.replace("~", "%7E"))).click("Copy link");
    assertThat(browser.run("return window.copied").toString())
        .contains("#/review?id=main%7E")
        .isEqualTo(browser.url());
    Axe.findsNothingSerious(browser);
    browser.visit("/review?id=main~gone").shows("Not found").shows("1 to review");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void reports_and_context_are_shown_and_messages_around_can_be_withheld() {
    stage.message("main", "eve", "follow me");
    stage.message("main", "bob", "buy followers");
    String id = stage.get("/api/streams/main/messages").at("/items/0/messageId").asText();
    stage.report("main", id, "<b>bo</b>", "spam");
    Browser browser = stage.browser().visit("/review").shows("1 to review");
    browser.shows("<b>bo</b>: spam").shows("1 report: spam 1");
    assertThat(browser.find(By.linkText("bob")).getDomAttribute("href"))
        .isEqualTo("#/author?author=bob&streamId=main");
    browser.click(By.cssSelector(".around button")).shows("Withhold the message by");
    browser.choose(By.cssSelector("dialog [name=reason]"), "spam");
    browser.click(By.cssSelector("dialog button.danger")).shows("Withheld (");
    assertThat(stage.get("/api/streams/main/messages").path("items")).hasSize(1);
    browser.click(By.cssSelector(".around button")).shows("Undone: the message is public again");
    assertThat(stage.get("/api/streams/main/messages").path("items")).hasSize(2);
    assertThat(browser.text(".around")).contains("Withhold…");
    Axe.findsNothingSerious(browser);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void moderators_see_who_else_has_a_case_and_hand_it_over() {
    stage.close();
    stage = Stage.withKeys();
    stage.message("main", "mallory", "kys");
    Browser linus = signedIn("/review", Stage.LINUS).shows("1 to review").shows("No messages");
    Browser grace = signedIn("/review", Stage.GRACE).shows("1 to review");
    grace.shows("\u2068linus\u2069 also has this case open.");
    linus.shows("\u2068grace\u2069 also has this case open.").follow("/health");
    grace
        .showsNot("\u2068linus\u2069 also has this case open.")
        .press("a")
        .shows("Leave the name empty");
    grace.type(By.cssSelector("dialog [name=to]"), "linus");
    grace.type(By.cssSelector("dialog [name=note]"), "speaks Dutch");
    grace.click(By.cssSelector("dialog button.primary")).shows("Assigned to \u2068linus\u2069");
    grace.shows("Assigned to linus by grace “speaks Dutch”");
    linus.follow("/review?assignee=me").shows("1 to review").shows("Filters (1)");
    grace.follow("/review?assignee=me").shows("No matching cases.");
    assertThat(grace.complaints()).isEmpty();
  }

  @Test
  void the_list_is_filtered_by_any_state_and_by_time_in_the_chosen_zone() {
    stage.message("main", "mallory", "kys");
    stage.decideAll("upheld");
    stage.message("main", "trudy", "i will kill you");
    Browser browser = stage.browser().visit("/review").shows("1 to review");
    browser.run("localStorage.setItem('spillway-zone', 'America/Sao_Paulo')");
    browser.visit("/review?state=any").shows("2 cases · newest first").shows("Filters (1)");
    time(browser, "2199-12-31T21:30");
    browser.click("Filter").shows("No matching cases.").shows("Filters (2)");
    assertThat(browser.url()).contains("from=2200-01-01T00%3A30%3A00.000Z");
    time(browser, "1999-12-31T21:30");
    browser.click("Filter").shows("2 cases · newest first");
    assertThat(browser.run("return document.querySelector('[type=datetime-local]').value"))
        .isEqualTo("1999-12-31T21:30");
    browser.run(
        """
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => create.call(URL, (window.saved = blob));
        """);
    browser.click("Save as CSV");
    String csv =
        browser.await("const done = arguments[0]; window.saved.text().then(done);").toString();
    assertThat(csv.lines()).hasSize(3);
    assertThat(csv).contains("trudy").contains("mallory").doesNotContain("kill");
    assertThat(browser.complaints()).isEmpty();
  }

  private static void time(Browser browser, String local) {
    browser.run(
        """
        const field = document.querySelector('[type=datetime-local]');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input'));
        """,
        local);
  }
}
