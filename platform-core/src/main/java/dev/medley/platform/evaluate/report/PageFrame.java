package dev.medley.platform.evaluate.report;

/** What every page of a report is framed by, and how it shows whose a line is. Writes to a page of one thread. */
final class PageFrame {
    private static final int COLOURS = 8;

    private PageFrame() {}

    /** Begins a page; its header is left open. */
    static void begin(Markup page, String title, String fingerprint, String commandLine) {
        page.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en")
                .line()
                .open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", title)
                .style(PageStyle.CSS)
                .close()
                .line()
                .open("body")
                .line();
        page.open("header").element("h1", title).open("dl");
        fact(page, "Data", fingerprint);
        fact(page, "Command", commandLine);
        page.close();
    }

    private static void fact(Markup page, String name, String value) {
        page.element("dt", name).open("dd").element("code", value).close();
    }

    /** Closes the header and begins what the page is about. */
    static void body(Markup page) {
        page.close().line().open("main").line();
    }

    /** Ends the page, and gives it. */
    static String end(Markup page) {
        page.close().line().close().line().close();
        return "<!DOCTYPE html>\n" + page + "\n";
    }

    /** A name with its line's colour. */
    static void chip(Markup page, String classes, String style, String name) {
        page.open("span", "class", classes)
                .open("svg", "class", "key", "viewBox", "0 0 20 10", "aria-hidden", "true")
                .empty("line", "class", "line " + style, "x1", "1", "y1", "5", "x2", "19", "y2", "5")
                .close()
                .text(name)
                .close();
    }

    /** The class that gives a line its colour; a colour's second use is dashed in any case. */
    static String style(int number, boolean dashed) {
        return "c" + number % COLOURS + (dashed || number >= COLOURS ? " dashed" : "");
    }
}
