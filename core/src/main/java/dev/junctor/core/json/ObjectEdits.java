package dev.junctor.core.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects changes to the fields of one object and turns them into splices that keep its commas valid and leave every
 * other byte as it is.
 */
public final class ObjectEdits {
    private final List<Field> fields;
    private final int open;
    private final Map<String, Integer> places = new HashMap<>();
    private final boolean[] removed;
    private final List<List<Splice>> changes = new ArrayList<>();
    private final Map<String, byte[]> added = new LinkedHashMap<>();

    /**
     * Begins with no change.
     *
     * @param fields all fields of the object in order
     * @param open offset of its opening bracket
     */
    public ObjectEdits(List<Field> fields, int open) {
        this.fields = fields;
        this.open = open;
        this.removed = new boolean[fields.size()];
        for (int i = 0; i < fields.size(); i++) {
            places.put(fields.get(i).name(), i);
            changes.add(new ArrayList<>(2));
        }
    }

    /** Whether the object has such a field that no edit has taken out. */
    public boolean has(String name) {
        Integer place = places.get(name);
        return place != null && !removed[place];
    }

    /** Gives a field a new value: in its place when it is there, else at the end. */
    public void set(String name, byte[] json) {
        Integer place = places.get(name);
        if (place == null) {
            added.put(name, json);
            return;
        }
        Field field = fields.get(place);
        removed[place] = false;
        changes.get(place).removeIf(splice -> splice.from() >= field.from());
        changes.get(place).add(new Splice(field.from(), field.to(), json));
    }

    /** Takes a field out, if it is there. */
    public void remove(String name) {
        added.remove(name);
        Integer place = places.get(name);
        if (place != null) {
            removed[place] = true;
        }
    }

    /** Gives a field another name and keeps its value; a field that has that name already wins. */
    public void rename(String name, String other) {
        Integer place = places.get(name);
        if (place == null || removed[place]) {
            return;
        }
        if (has(other)) {
            removed[place] = true;
            return;
        }
        places.remove(name);
        places.put(other, place);
        int from = fields.get(place).nameFrom();
        int length = name.getBytes(StandardCharsets.UTF_8).length + 2;
        changes.get(place).addFirst(new Splice(from, from + length, Quoted.bytes(other)));
    }

    /** Changes something inside a field's value; in order, without overlap. */
    public void inside(String name, List<Splice> splices) {
        Integer place = places.get(name);
        if (place != null) {
            changes.get(place).addAll(splices);
        }
    }

    /** All changes as splices. */
    public List<Splice> splices() {
        List<Splice> splices = new ArrayList<>();
        byte[] tail = tail();
        int kept = -1; // the last field that stays
        int i = 0;
        while (i < fields.size()) {
            if (!removed[i]) {
                splices.addAll(changes.get(i));
                kept = i++;
                continue;
            }
            int run = i;
            while (i < fields.size() && removed[i]) {
                i++;
            }
            if (i < fields.size()) {
                splices.add(cut(fields.get(run).nameFrom(), fields.get(i).nameFrom()));
            } else {
                int from = kept < 0 ? fields.get(run).nameFrom() : fields.get(kept).to();
                splices.add(new Splice(from, fields.get(i - 1).to(), tail));
                return splices;
            }
        }
        if (tail.length > 0) {
            int at = kept < 0 ? open + 1 : fields.get(kept).to();
            splices.add(new Splice(at, at, tail));
        }
        return splices;
    }

    private static Splice cut(int from, int to) {
        return new Splice(from, to, new byte[0]);
    }

    /** What comes at the end, with its commas. */
    private byte[] tail() {
        if (added.isEmpty()) {
            return new byte[0];
        }
        boolean comma = false;
        for (boolean gone : removed) {
            comma |= !gone;
        }
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> field : added.entrySet()) {
            if (comma) {
                tail.write(',');
            }
            tail.writeBytes(Quoted.bytes(field.getKey()));
            tail.write(':');
            tail.writeBytes(field.getValue());
            comma = true;
        }
        return tail.toByteArray();
    }
}
