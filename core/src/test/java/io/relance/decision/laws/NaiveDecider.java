package io.relance.decision.laws;

import io.relance.decision.laws.World.StepOf;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The decision once more, for its core alone, written day by day from the text of the specification: dates, due step,
 * grouping, cap, ceiling, sending days, approvals, tasks, payments, holds and disputes. Simple and slow; it shares no code
 * with the decider, neither its ledger nor its dates.
 *
 * <p>Knows: invoices known from their issue on, payments and holds and whole or partial disputes, steps after the due date
 * or before it with neither condition nor minimum, {@code FROM_START}, constant delays of approvals and tasks, gaps in
 * running. Stages, in minor numbers: 0 preventive, 1 amicable, 2 formal notice, 3 litigation.
 */
final class NaiveDecider {
    /** A step with its place, and its offset in days from the due date. */
    private record Step(int place, int stage, int offset, boolean task, boolean approval) {}

    /** A step executed. */
    private record Ran(Step step, LocalDate date, LocalDate on, boolean onSchedule) {}

    private static final class Invoice {
        final String id;
        final LocalDate issued;
        final LocalDate due;
        final List<Ran> ran = new ArrayList<>();
        final Set<Integer> skipped = new HashSet<>();
        int entry = -1;
        boolean seen;

        @Nullable
        Step planned;

        @Nullable
        LocalDate plannedDate;

        @Nullable
        LocalDate returnedOn;

        final Set<Message> releasedFrom = new HashSet<>();

        Invoice(String id, LocalDate issued, LocalDate due) {
            this.id = id;
            this.issued = issued;
            this.due = due;
        }

        @Nullable
        Ran last() {
            Ran last = null;
            for (Ran one : ran) {
                if (one.step().stage() > 0 && (last == null || !one.on().isBefore(last.on()))) {
                    last = one;
                }
            }
            return last;
        }

        boolean reachedFormal() {
            return ran.stream().anyMatch(r -> r.step().stage() >= 2) || (planned != null && planned.stage() >= 2);
        }
    }

    private static final class Message {
        final int stage;
        final boolean wholeCustomer;
        final Invoice lead;
        final Map<String, Invoice> carried = new LinkedHashMap<>();
        final Map<String, LocalDate> takenUp = new LinkedHashMap<>();
        final Set<String> claimedBeside = new TreeSet<>();
        /** What it asks for; once planned it only shrinks. */
        final Map<String, Long> amounts = new TreeMap<>();

        boolean approved;
        LocalDate on;
        final LocalDate plannedOn;

        Message(int stage, boolean wholeCustomer, Invoice lead, LocalDate on) {
            this.stage = stage;
            this.wholeCustomer = wholeCustomer;
            this.lead = lead;
            this.on = on;
            this.plannedOn = on;
        }
    }

    private static final class Task {
        final Step step;
        final LocalDate raised;
        final List<Invoice> about = new ArrayList<>();

        Task(Step step, LocalDate raised) {
            this.step = step;
            this.raised = raised;
        }
    }

    private final World world;
    private final List<Step> steps = new ArrayList<>();
    private final List<Invoice> invoices = new ArrayList<>();
    private final List<Message> outstanding = new ArrayList<>();
    private final List<Task> openTasks = new ArrayList<>();
    private final List<LocalDate> contacts = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private LocalDate today = World.FIRST_DAY;

    private NaiveDecider(World world) {
        this.world = world;
        List<StepOf> ordered = new ArrayList<>(world.steps());
        ordered.sort(Comparator.comparingInt(StepOf::stage));
        int before = (int) ordered.stream().filter(s -> s.stage() == 0).count();
        int offset = 0;
        for (int i = 0; i < ordered.size(); i++) {
            StepOf s = ordered.get(i);
            if (s.stage() == 0) {
                steps.add(new Step(i, 0, -((before - i) * 4 + s.days() % 4), false, s.approval()));
            } else {
                offset = Math.max(1, offset + s.days());
                steps.add(new Step(i, s.stage(), offset, s.action() == 7, s.approval()));
            }
        }
        for (int i = 0; i < world.invoices().size(); i++) {
            World.InvoiceOf of = world.invoices().get(i);
            invoices.add(new Invoice("F" + i, World.date(of.issued()), World.date(of.issued() + of.terms())));
        }
        invoices.sort(Comparator.comparing((Invoice i) -> i.due).thenComparing(i -> i.id));
    }

    /** What is sent and raised, a line each: day, what, stage, lead, and every invoice with its amount and step. */
    static List<String> run(World world, boolean withGaps) {
        NaiveDecider decider = new NaiveDecider(world);
        for (int day = 0; day < World.DAYS; day++) {
            decider.today = World.date(day);
            decider.peopleAct();
            if (!withGaps || !world.isGap(day)) {
                decider.decide();
            }
        }
        return decider.log;
    }

    // ---- the books, by hand

    private long open(Invoice invoice) {
        int index = Integer.parseInt(invoice.id.substring(1));
        long open = world.invoices().get(index).minor();
        long left = open;
        for (World.MoneyOf money : world.moneys()) {
            if (money.invoice() % world.invoices().size() == index) {
                long paid = Math.min(
                        left, Math.max(1, (long) world.invoices().get(index).minor() * money.percent() / 100));
                left -= paid;
                LocalDate known = World.date(money.day() + money.recordedAfter());
                LocalDate effective = later(World.date(money.day()), invoice.issued);
                if (!known.isAfter(today) && !effective.isAfter(today)) {
                    open -= paid;
                }
            }
        }
        return open;
    }

    private long disputed(Invoice invoice, long open) {
        long sum = 0;
        for (World.Incident incident : world.incidents()) {
            if (incident.kind() == World.Kind.DISPUTE && isAbout(incident, invoice)) {
                LocalDate from = World.date(incident.day());
                long then = openOn(invoice, from);
                boolean began = !from.isAfter(today) && !invoice.issued.isAfter(from) && then > 0;
                boolean ended = incident.more() % 2 == 1
                        && !World.date(incident.day() + incident.length() + 1).isAfter(today);
                if (began && !ended) {
                    sum += incident.percent() == 100 ? open : Math.max(1, then * incident.percent() / 100);
                }
            }
        }
        return Math.min(open, sum);
    }

    private long openOn(Invoice invoice, LocalDate day) {
        LocalDate now = today;
        today = day;
        long then = open(invoice);
        today = now;
        return then;
    }

    private boolean onHold(Invoice invoice) {
        for (World.Incident incident : world.incidents()) {
            boolean about = (incident.more() & 1) != 0 || isAbout(incident, invoice);
            if (incident.kind() == World.Kind.HOLD
                    && about
                    && !World.date(incident.day()).isAfter(today)) {
                LocalDate from = World.date(incident.day() + ((incident.more() & 2) == 0 ? 0 : 2));
                LocalDate until = from.plusDays(incident.length());
                if (!today.isBefore(from) && !today.isAfter(until)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isAbout(World.Incident incident, Invoice invoice) {
        return ("F" + incident.invoice() % world.invoices().size()).equals(invoice.id);
    }

    private long dunnable(Invoice invoice) {
        long open = open(invoice);
        return open - disputed(invoice, open);
    }

    private boolean isDunnable(Invoice invoice) {
        return !invoice.issued.isAfter(today) && dunnable(invoice) > 0 && !onHold(invoice);
    }

    // ---- days

    private boolean isSendingDay(LocalDate day) {
        Set<LocalDate> off = world.terms().abroad() ? World.HOLIDAYS_ABROAD : World.HOLIDAYS;
        return day.getDayOfWeek().getValue() < 6 && !off.contains(day);
    }

    private static boolean isOfficeDay(LocalDate day) {
        return day.getDayOfWeek().getValue() < 6 && !World.HOLIDAYS.contains(day);
    }

    private boolean capLets(LocalDate day, int stage) {
        for (LocalDate contact : contacts) {
            if (stage < 2
                    && !contact.isAfter(day)
                    && contact.plusDays(world.terms().cap()).isAfter(day)) {
                return false;
            }
        }
        long week = contacts.stream()
                .filter(c -> !c.isAfter(day) && c.isAfter(day.minusDays(7)))
                .count();
        return world.terms().person() != 1 || week < 2;
    }

    private boolean mayLeave(LocalDate day, int stage) {
        return isSendingDay(day) && capLets(day, stage);
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    // ---- people

    private void peopleAct() {
        int approval = world.habits().approvals().get(0);
        if (approval > 0) {
            for (Message message : outstanding) {
                if (!message.approved && !today.isBefore(message.on.plusDays(approval))) {
                    message.approved = true;
                }
            }
        }
        int work = world.habits().tasks().get(0);
        if (work > 0) {
            for (Task task : List.copyOf(openTasks)) {
                if (!today.isBefore(task.raised.plusDays(work))) {
                    openTasks.remove(task);
                    task.about.forEach(invoice -> {
                        LocalDate date = invoice.plannedDate;
                        if (invoice.planned != null && date != null) {
                            boolean nominal = date.equals(nominal(invoice, invoice.planned));
                            LocalDate ready = date;
                            while (!isOfficeDay(ready)) {
                                ready = ready.plusDays(1);
                            }
                            invoice.ran.add(new Ran(
                                    invoice.planned, date, today, nominal && ready.equals(raisedOn(task, invoice))));
                            invoice.planned = null;
                        }
                    });
                }
            }
        }
    }

    private final Map<String, LocalDate> raisedFor = new TreeMap<>();

    private LocalDate raisedOn(Task task, Invoice invoice) {
        return raisedFor.getOrDefault(invoice.id + "/" + task.step.place(), task.raised);
    }

    // ---- dates of steps

    private static LocalDate nominal(Invoice invoice, Step step) {
        return invoice.due.plusDays(step.offset());
    }

    /** date(k) of the specification. */
    private LocalDate date(Invoice invoice, Step step) {
        LocalDate date = nominal(invoice, step);
        Ran last = invoice.last();
        boolean reDated = invoice.ran.stream().anyMatch(r -> r.step().stage() > 0 && !r.onSchedule());
        if (last != null && reDated) {
            long gap = Math.max(0, step.offset() - last.step().offset());
            date = later(date, last.on().plusDays(gap));
        }
        for (Step before : steps) {
            if (before.place() < step.place() && before.stage() > 0) {
                for (Ran ran : invoice.ran) {
                    if (ran.step() == before) {
                        date = later(date, ran.date());
                    }
                }
                if (last != null && before.place() > last.step().place()) {
                    date = later(date, date(invoice, before));
                }
            }
        }
        return date;
    }

    /** The first day from {@code from} on that keeps {@code distance} from what was executed for the invoice. */
    private static LocalDate earliest(Invoice invoice, LocalDate from, int distance) {
        LocalDate day = from;
        for (Ran ran : invoice.ran) {
            day = later(day, ran.on().plusDays(distance));
        }
        return day;
    }

    private int distance(Step step) {
        return step.task() || step.stage() >= 2 ? 1 : Math.max(1, world.terms().cap());
    }

    // ---- the decision

    private void decide() {
        for (Invoice invoice : invoices) {
            if (!invoice.issued.isAfter(today) && open(invoice) > 0) {
                enter(invoice);
            }
        }
        reviewOutstanding();
        Map<Invoice, Step> due = new LinkedHashMap<>();
        for (Invoice invoice : invoices) {
            Step step = !invoice.issued.isAfter(today) && open(invoice) > 0 ? dueStep(invoice) : null;
            if (step != null && isDunnable(invoice)) {
                due.put(invoice, step);
            }
        }
        raiseTasks(due);
        sendApproved(2);
        plan(due, 3);
        plan(due, 2);
        for (Message message : outstanding) {
            if (message.stage == 1) {
                message.claimedBeside.removeIf(id -> invoice(id).reachedFormal());
            }
        }
        sendApproved(0);
        planFriendly(due);
    }

    private Invoice invoice(String id) {
        return invoices.stream().filter(i -> i.id.equals(id)).findFirst().orElseThrow();
    }

    private void enter(Invoice invoice) {
        if (!invoice.seen) {
            invoice.seen = true;
            for (Step step : steps) {
                if (step.stage() > 0) {
                    invoice.entry = nominal(invoice, step).isBefore(today) ? step.place() : -1;
                    return;
                }
            }
        }
    }

    private @Nullable Step dueStep(Invoice invoice) {
        if (invoice.planned != null || today.equals(invoice.returnedOn)) {
            return null;
        }
        int lastPlace = -1;
        for (Ran ran : invoice.ran) {
            lastPlace = Math.max(lastPlace, ran.step().place());
            if (!ran.on().isBefore(today)) {
                return null;
            }
        }
        boolean reminded = invoice.ran.stream().anyMatch(r -> r.step().stage() == 1)
                || world.terms().coldEscalation();
        for (Step step : steps) {
            if (step.place() <= lastPlace || step.place() < invoice.entry || invoice.skipped.contains(step.place())) {
                continue;
            }
            if (step.stage() == 0) {
                LocalDate from = nominal(invoice, step);
                while (!isSendingDay(from)) {
                    from = from.minusDays(1);
                }
                from = later(from, invoice.issued.plusDays(1));
                if (!today.isBefore(from) && today.isBefore(invoice.due)) {
                    return step;
                }
            } else if (!date(invoice, step).isAfter(today) && (step.stage() < 2 || reminded)) {
                return step;
            }
        }
        return null;
    }

    private boolean isFree(Invoice invoice, Step step) {
        return !earliest(invoice, LocalDate.MIN, distance(step)).isAfter(today);
    }

    private void raiseTasks(Map<Invoice, Step> due) {
        if (!isOfficeDay(today)) {
            return;
        }
        Map<String, List<Invoice>> groups = new LinkedHashMap<>();
        due.entrySet().stream()
                .filter(e -> e.getValue().task() && isFree(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing((Map.Entry<Invoice, Step> e) -> date(e.getKey(), e.getValue()))
                        .thenComparing(e -> e.getKey().due)
                        .thenComparing(e -> e.getKey().id))
                .forEach(e -> groups.computeIfAbsent(
                                e.getValue().place() + (world.terms().byInvoice() ? e.getKey().id : ""),
                                k -> new ArrayList<>())
                        .add(e.getKey()));
        groups.values().forEach(group -> {
            Step step = due.get(group.get(0));
            if (step == null) {
                return;
            }
            Task task = openTasks.stream()
                    .filter(t -> t.step == step && !world.terms().byInvoice())
                    .findFirst()
                    .orElse(null);
            if (task == null) {
                task = new Task(step, today);
                openTasks.add(task);
            }
            StringBuilder line = new StringBuilder(today + " task s" + step.place());
            for (Invoice invoice : group) {
                invoice.plannedDate = date(invoice, step);
                invoice.planned = step;
                raisedFor.put(invoice.id + "/" + step.place(), today);
                task.about.add(invoice);
            }
            task.about.stream()
                    .map(i -> i.id)
                    .sorted()
                    .forEach(id -> line.append(' ').append(id));
            log.add(line.toString());
        });
    }

    private void reviewOutstanding() {
        for (Message message : List.copyOf(outstanding)) {
            boolean leadGone = false;
            for (Invoice invoice : List.copyOf(message.carried.values())) {
                boolean tooLate = message.stage == 0 && !today.isBefore(invoice.due);
                Step step = invoice.planned;
                boolean released = !message.approved
                        && step != null
                        && !step.approval()
                        && today.isAfter(patience(message.takenUp.getOrDefault(invoice.id, today)));
                if (tooLate || released || !isDunnable(invoice)) {
                    giveBack(message, invoice, !released && !tooLate);
                    leadGone |= invoice == message.lead;
                    if (released) {
                        invoice.releasedFrom.add(message);
                    }
                }
            }
            message.claimedBeside.removeIf(
                    id -> !isDunnable(invoice(id)) || invoice(id).reachedFormal());
            message.amounts.replaceAll((id, amount) -> Math.min(amount, dunnable(invoice(id))));
            if (leadGone || message.carried.isEmpty()) {
                List.copyOf(message.carried.values()).forEach(invoice -> giveBack(message, invoice, true));
                outstanding.remove(message);
            }
        }
    }

    private static void giveBackStep(Invoice invoice) {
        invoice.planned = null;
        invoice.plannedDate = null;
    }

    private void giveBack(Message message, Invoice invoice, boolean rests) {
        message.carried.remove(invoice.id);
        giveBackStep(invoice);
        if (rests) {
            invoice.returnedOn = today;
        }
    }

    private static LocalDate patience(LocalDate takenUp) {
        LocalDate day = takenUp;
        for (int i = 0; i < 2; ) {
            day = day.plusDays(1);
            i += isOfficeDay(day) ? 1 : 0;
        }
        return day;
    }

    private void sendApproved(int leastStage) {
        outstanding.stream()
                .filter(m -> m.approved && (leastStage == 2) == (m.stage >= 2))
                .sorted(Comparator.comparing((Message m) -> -m.stage)
                        .thenComparing(m -> m.plannedOn)
                        .thenComparing(m -> m.lead.due)
                        .thenComparing(m -> m.lead.id))
                .toList()
                .forEach(message -> {
                    if (mayLeave(today, message.stage)) {
                        outstanding.remove(message);
                        send(message, List.of());
                    }
                });
    }

    private List<List<Invoice>> groups(Map<Invoice, Step> due, int stage) {
        Map<String, List<Invoice>> groups = new LinkedHashMap<>();
        due.entrySet().stream()
                .filter(e -> e.getValue().stage() == stage && !e.getValue().task())
                .filter(e -> isFree(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing((Map.Entry<Invoice, Step> e) -> waitingSince(e.getKey(), e.getValue()))
                        .thenComparing(e -> e.getKey().due)
                        .thenComparing(e -> e.getKey().id))
                .forEach(e -> groups.computeIfAbsent(
                                world.terms().byInvoice() ? e.getKey().id : "", k -> new ArrayList<>())
                        .add(e.getKey()));
        return new ArrayList<>(groups.values());
    }

    private LocalDate waitingSince(Invoice invoice, Step step) {
        if (step.stage() > 0) {
            return date(invoice, step);
        }
        LocalDate from = nominal(invoice, step);
        while (!isSendingDay(from)) {
            from = from.minusDays(1);
        }
        return later(from, invoice.issued.plusDays(1));
    }

    /** Puts invoices into an unapproved proposal of their group and stage; returns those that may not go there. */
    private List<Invoice> offer(Map<Invoice, Step> due, int stage, List<Invoice> group) {
        for (Message proposal : outstanding) {
            boolean sameGroup = proposal.wholeCustomer || proposal.lead == group.get(0);
            if (!proposal.approved && proposal.stage == stage && sameGroup) {
                List<Invoice> taken = group.stream()
                        .filter(i -> !i.releasedFrom.contains(proposal))
                        .toList();
                taken.forEach(invoice -> carry(proposal, invoice, due));
                if (!taken.isEmpty()) {
                    proposal.on = today;
                    besides(proposal);
                }
                return group.stream().filter(i -> !taken.contains(i)).toList();
            }
        }
        return group;
    }

    private void carry(Message message, Invoice invoice, Map<Invoice, Step> due) {
        Step step = due.get(invoice);
        if (step != null) {
            invoice.plannedDate = waitingSince(invoice, step);
            invoice.planned = step;
            message.carried.put(invoice.id, invoice);
            message.takenUp.put(invoice.id, today);
            message.amounts.put(invoice.id, dunnable(invoice));
            message.claimedBeside.remove(invoice.id);
        }
    }

    /** What an overdue message claims beside what it carries. */
    private void besides(Message message) {
        if (message.stage == 1 && message.wholeCustomer) {
            for (Invoice invoice : invoices) {
                if (isDunnable(invoice)
                        && today.isAfter(invoice.due)
                        && !invoice.reachedFormal()
                        && !message.carried.containsKey(invoice.id)
                        && message.claimedBeside.add(invoice.id)) {
                    message.amounts.put(invoice.id, dunnable(invoice));
                }
            }
        }
    }

    private Message message(int stage, List<Invoice> group, Map<Invoice, Step> due) {
        Message message = new Message(stage, !world.terms().byInvoice(), group.get(0), today);
        group.forEach(invoice -> carry(message, invoice, due));
        besides(message);
        return message;
    }

    private static boolean asks(List<Invoice> group, Map<Invoice, Step> due) {
        return group.stream().anyMatch(invoice -> {
            Step step = due.get(invoice);
            return step != null && step.approval();
        });
    }

    private void plan(Map<Invoice, Step> due, int stage) {
        for (List<Invoice> group : groups(due, stage)) {
            List<Invoice> rest = offer(due, stage, group);
            if (!rest.isEmpty() && asks(rest, due)) {
                outstanding.add(message(stage, rest, due));
            } else if (!rest.isEmpty() && mayLeave(today, stage)) {
                send(message(stage, rest, due), List.of());
            }
        }
    }

    private void planFriendly(Map<Invoice, Step> due) {
        List<List<Invoice>> ready = new ArrayList<>();
        for (List<Invoice> group : groups(due, 1)) {
            List<Invoice> rest = offer(due, 1, group);
            if (!rest.isEmpty() && asks(rest, due)) {
                outstanding.add(message(1, rest, due));
            } else if (!rest.isEmpty()) {
                ready.add(rest);
            }
        }
        List<List<Invoice>> soon = groups(due, 0);
        Set<Invoice> listedAlready = new HashSet<>();
        for (List<Invoice> group : ready) {
            if (mayLeave(today, 1)) {
                Message message = message(1, group, due);
                List<Invoice> listed = world.terms().byInvoice() || soon.isEmpty()
                        ? List.of()
                        : soon.get(0).stream()
                                .filter(i -> !asks(List.of(i), due))
                                .toList();
                listed.forEach(invoice -> carry(message, invoice, due));
                listedAlready.addAll(listed);
                send(message, listed);
            }
        }
        for (List<Invoice> group : soon) {
            List<Invoice> asking =
                    group.stream().filter(i -> asks(List.of(i), due)).toList();
            List<Invoice> rest = asking.isEmpty() ? asking : offer(due, 0, asking);
            if (!rest.isEmpty()) {
                outstanding.add(message(0, rest, due));
            }
            List<Invoice> free = group.stream()
                    .filter(i -> !asks(List.of(i), due) && !listedAlready.contains(i))
                    .toList();
            if (!free.isEmpty() && mayLeave(today, 0)) {
                send(message(0, free, due), List.of());
            }
        }
    }

    private void send(Message message, List<Invoice> listed) {
        Map<String, String> lines = new TreeMap<>();
        message.carried.values().forEach(invoice -> {
            Step step = invoice.planned;
            if (step != null) {
                lines.put(invoice.id, message.amounts.get(invoice.id) + " s" + step.place());
            }
        });
        message.claimedBeside.forEach(id -> lines.put(id, String.valueOf(message.amounts.get(id))));
        log.add(today + " stage " + message.stage + " lead " + message.lead.id + " " + lines);
        message.carried.values().forEach(invoice -> {
            Step step = invoice.planned;
            LocalDate date = invoice.plannedDate;
            if (step != null && date != null) {
                boolean onTime = step.stage() == 0 || date.equals(nominal(invoice, step));
                LocalDate first = date;
                while (step.stage() > 0 && !mayLeave(first, step.stage()) && first.isBefore(today)) {
                    first = first.plusDays(1);
                }
                invoice.ran.add(new Ran(step, date, today, onTime && (step.stage() == 0 || first.equals(today))));
                giveBackStep(invoice);
            }
        });
        contacts.add(today);
    }
}
