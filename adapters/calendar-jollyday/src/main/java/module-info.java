/**
 * Public holidays by Jollyday.
 *
 * <p>On the module path Jollyday 2.19 needs {@code --add-exports
 * de.focus_shift.jollyday.jaxb/de.focus_shift.jollyday.jaxb=de.focus_shift.jollyday.core} to find its own reader.
 */
module io.relance.calendar.jollyday {
    requires static org.jspecify;
    requires transitive io.relance.core;
    requires de.focus_shift.jollyday.core;

    exports io.relance.adapter.calendarjollyday;
}
