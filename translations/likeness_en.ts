<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ClusterCard</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClustersPage</name>
    <message numerus="yes">
        <source>%Ln cluster(s)</source>
        <translation>
            <numerusform>%Ln cluster</numerusform>
            <numerusform>%Ln clusters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) in none</source>
        <translation>
            <numerusform>%Ln photo in none</numerusform>
            <numerusform>%Ln photos in none</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareSide</name>
    <message numerus="yes">
        <source>%Ln alike</source>
        <translation>
            <numerusform>%Ln alike</numerusform>
            <numerusform>%Ln alike</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln group</numerusform>
            <numerusform>%Ln groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply: %Ln file(s), %1</source>
        <translation>
            <numerusform>Apply: %Ln file, %1</numerusform>
            <numerusform>Apply: %Ln files, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln file(s) to the trash?</source>
        <translation>
            <numerusform>Move %Ln file to the trash?</numerusform>
            <numerusform>Move %Ln files to the trash?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FacetLine</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FacetPanel</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailuresSheet</name>
    <message numerus="yes">
        <source>%Ln file(s) could not be read</source>
        <translation>
            <numerusform>%Ln file could not be read</numerusform>
            <numerusform>%Ln files could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InspectorPanel</name>
    <message numerus="yes">
        <source>%Ln selected; this is the current one</source>
        <translation>
            <numerusform>%Ln selected; this is the current one</numerusform>
            <numerusform>%Ln selected; this is the current one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical copy(s)</source>
        <translation>
            <numerusform>%Ln identical copy</numerusform>
            <numerusform>%Ln identical copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message numerus="yes">
        <source>%Ln photo(s) selected</source>
        <translation>
            <numerusform>%Ln photo selected</numerusform>
            <numerusform>%Ln photos selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are below the line.</source>
        <translation>
            <numerusform>%Ln photo is below the line.</numerusform>
            <numerusform>%Ln photos are below the line.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln photo(s) for ever?</source>
        <translation>
            <numerusform>Delete %Ln photo for ever?</numerusform>
            <numerusform>Delete %Ln photos for ever?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln folder(s) to Likeness?</source>
        <translation>
            <numerusform>Add %Ln folder to Likeness?</numerusform>
            <numerusform>Add %Ln folders to Likeness?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rejected photo(s) not moved to the trash</source>
        <translation>
            <numerusform>%Ln rejected photo not moved to the trash</numerusform>
            <numerusform>%Ln rejected photos not moved to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag %Ln photo(s)</source>
        <translation>
            <numerusform>Tag %Ln photo</numerusform>
            <numerusform>Tag %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message numerus="yes">
        <source>Map of %Ln photo(s)</source>
        <translation>
            <numerusform>Map of %Ln photo</numerusform>
            <numerusform>Map of %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln photo(s)</source>
        <translation>
            <numerusform>%1, %Ln photo</numerusform>
            <numerusform>%1, %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are not on the map yet</source>
        <translation>
            <numerusform>%Ln photo is not on the map yet</numerusform>
            <numerusform>%Ln photos are not on the map yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of the present question</source>
        <translation>
            <numerusform>%Ln photo of the present question</numerusform>
            <numerusform>%Ln photos of the present question</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) selected</source>
        <translation>
            <numerusform>%Ln photo selected</numerusform>
            <numerusform>%Ln photos selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarkBar</name>
    <message numerus="yes">
        <source>%Ln more like this</source>
        <translation>
            <numerusform>%Ln more like this</numerusform>
            <numerusform>%Ln more like this</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln less like this</source>
        <translation>
            <numerusform>%Ln less like this</numerusform>
            <numerusform>%Ln less like this</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s) taken away</source>
        <translation>
            <numerusform>%Ln mark taken away</numerusform>
            <numerusform>%Ln marks taken away</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarksChip</name>
    <message numerus="yes">
        <source>%Ln more like this</source>
        <translation>
            <numerusform>%Ln more like this</numerusform>
            <numerusform>%Ln more like this</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln less like this</source>
        <translation>
            <numerusform>%Ln less like this</numerusform>
            <numerusform>%Ln less like this</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoCell</name>
    <message numerus="yes">
        <source>first of an open stack of %Ln</source>
        <translation>
            <numerusform>first of an open stack of %Ln</numerusform>
            <numerusform>first of an open stack of %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stack of %Ln</source>
        <translation>
            <numerusform>stack of %Ln</numerusform>
            <numerusform>stack of %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoCompareFacts</name>
    <message numerus="yes">
        <source>%Ln more that are the same</source>
        <translation>
            <numerusform>%Ln more that are the same</numerusform>
            <numerusform>%Ln more that are the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoCompareHead</name>
    <message numerus="yes">
        <source>Compare %Ln photo(s)</source>
        <translation>
            <numerusform>Compare %Ln photo</numerusform>
            <numerusform>Compare %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln photos at once</source>
        <translation>
            <numerusform>Show %Ln photo at once</numerusform>
            <numerusform>Show %Ln photos at once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoComparePage</name>
    <message numerus="yes">
        <source>%Ln kept</source>
        <translation>
            <numerusform>%Ln kept</numerusform>
            <numerusform>%Ln kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rejected</source>
        <translation>
            <numerusform>%Ln rejected</numerusform>
            <numerusform>%Ln rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln rejected photo(s) to the trash</source>
        <translation>
            <numerusform>Move %Ln rejected photo to the trash</numerusform>
            <numerusform>Move %Ln rejected photos to the trash</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message numerus="yes">
        <source>%Ln photo(s) are less alike than that</source>
        <translation>
            <numerusform>%Ln photo is less alike than that</numerusform>
            <numerusform>%Ln photos are less alike than that</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoMenu</name>
    <message numerus="yes">
        <source>Copy %Ln file(s)</source>
        <translation>
            <numerusform>Copy %Ln file</numerusform>
            <numerusform>Copy %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photo(s) to trash</source>
        <translation>
            <numerusform>Move %Ln photo to trash</numerusform>
            <numerusform>Move %Ln photos to trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Compare %Ln photo(s)</source>
        <translation>
            <numerusform>Compare %Ln photo</numerusform>
            <numerusform>Compare %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsHeader</name>
    <message numerus="yes">
        <source>%Ln of %1 selected</source>
        <translation>
            <numerusform>%Ln of %1 selected</numerusform>
            <numerusform>%Ln of %1 selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln alike</source>
        <translation>
            <numerusform>%Ln alike</numerusform>
            <numerusform>%Ln alike</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 alike, the closest %Ln shown</source>
        <translation>
            <numerusform>%1 alike, the closest one shown</numerusform>
            <numerusform>%1 alike, the closest %Ln shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln alike</source>
        <translation>
            <numerusform>%1 of %Ln alike</numerusform>
            <numerusform>%1 of %Ln alike</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more in stacks</source>
        <translation>
            <numerusform>%Ln more in stacks</numerusform>
            <numerusform>%Ln more in stacks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) lie in stacks</source>
        <translation>
            <numerusform>%Ln photo lies in stacks</numerusform>
            <numerusform>%Ln photos lie in stacks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message numerus="yes">
        <source>Rating: %n star(s)</source>
        <translation>
            <numerusform>Rating: %n star</numerusform>
            <numerusform>Rating: %n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>Looking through the folders: %Ln file(s)</source>
        <translation>
            <numerusform>Looking through the folders: %Ln file</numerusform>
            <numerusform>Looking through the folders: %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read…</source>
        <translation>
            <numerusform>%Ln file could not be read…</numerusform>
            <numerusform>%Ln files could not be read…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) offline; everything else is up to date</source>
        <translation>
            <numerusform>%Ln folder offline; everything else is up to date</numerusform>
            <numerusform>%Ln folders offline; everything else is up to date</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln tag</numerusform>
            <numerusform>%Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag %Ln photo(s)…</source>
        <translation>
            <numerusform>Tag %Ln photo…</numerusform>
            <numerusform>Tag %Ln photos…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WriteSheet</name>
    <message numerus="yes">
        <source>%Ln file(s) written</source>
        <translation>
            <numerusform>%Ln file written</numerusform>
            <numerusform>%Ln files written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) said it already.</source>
        <translation>
            <numerusform>%Ln photo said it already.</numerusform>
            <numerusform>%Ln photos said it already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stars, tags, title and description of %Ln photo(s) become readable for other programs. Nothing else in the files changes.</source>
        <translation>
            <numerusform>Stars, tags, title and description of %Ln photo become readable for other programs. Nothing else in the files changes.</numerusform>
            <numerusform>Stars, tags, title and description of %Ln photos become readable for other programs. Nothing else in the files changes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln XMP file(s)</source>
        <translation>
            <numerusform>%Ln XMP file</numerusform>
            <numerusform>%Ln XMP files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them there already; what others wrote into them stays</source>
        <translation>
            <numerusform>%Ln of them there already; what others wrote into them stays</numerusform>
            <numerusform>%Ln of them there already; what others wrote into them stays</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are written and their modification time changes. The picture stays as it is, byte for byte.</source>
        <translation>
            <numerusform>%Ln photo is written and its modification time changes. The picture stays as it is, byte for byte.</numerusform>
            <numerusform>%Ln photos are written and their modification time changes. The picture stays as it is, byte for byte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) cannot hold it (%1) and are left out.</source>
        <translation>
            <numerusform>%Ln photo cannot hold it (%1) and is left out.</numerusform>
            <numerusform>%Ln photos cannot hold it (%1) and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are on a drive that is not there.</source>
        <translation>
            <numerusform>%Ln photo is on a drive that is not there.</numerusform>
            <numerusform>%Ln photos are on a drive that is not there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be written; they are as they were.</source>
        <translation>
            <numerusform>%Ln file could not be written; it is as it was.</numerusform>
            <numerusform>%Ln files could not be written; they are as they were.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>likeness::Diagnostics</name>
    <message numerus="yes">
        <source>%Ln photo(s) checked at %1: everything is whole.</source>
        <translation>
            <numerusform>%Ln photo checked at %1: everything is whole.</numerusform>
            <numerusform>%Ln photos checked at %1: everything is whole.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s) found at %1.</source>
        <translation>
            <numerusform>%Ln problem found at %1.</numerusform>
            <numerusform>%Ln problems found at %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln folder(s); %1 of them are copies of others</source>
        <translation>
            <numerusform>in %Ln folder; %1 of them are copies of others</numerusform>
            <numerusform>in %Ln folders; %1 of them are copies of others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln folder(s)</source>
        <translation>
            <numerusform>in %Ln folder</numerusform>
            <numerusform>in %Ln folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln number(s) for each photo</source>
        <translation>
            <numerusform>%Ln number for each photo</numerusform>
            <numerusform>%Ln numbers for each photo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of the ten closest are found, over %Ln photo(s)</source>
        <translation>
            <numerusform>of the ten closest are found, over %Ln photo</numerusform>
            <numerusform>of the ten closest are found, over %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of the ten closest are found, over %Ln caption(s)</source>
        <translation>
            <numerusform>of the ten closest are found, over %Ln caption</numerusform>
            <numerusform>of the ten closest are found, over %Ln captions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>with %Ln photo(s); now there are %1</source>
        <translation>
            <numerusform>with %Ln photo; now there are %1</numerusform>
            <numerusform>with %Ln photos; now there are %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your last %Ln search(es)</source>
        <translation>
            <numerusform>Your last %Ln search</numerusform>
            <numerusform>Your last %Ln searches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>likeness::DuplicatesModel</name>
    <message numerus="yes">
        <source>%1 · %n photo(s)</source>
        <translation>
            <numerusform>%1 · %n photo</numerusform>
            <numerusform>%1 · %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>likeness::IndexingStatus</name>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>%n hour left</numerusform>
            <numerusform>%n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>likeness::PhotoActions</name>
    <message numerus="yes">
        <source>Only the first %n photo(s) were opened.</source>
        <translation>
            <numerusform>Only the first photo was opened.</numerusform>
            <numerusform>Only the first %n photos were opened.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) could not be removed, the first is “%1”.</source>
        <translation>
            <numerusform>%n photo could not be removed, the first is “%1”.</numerusform>
            <numerusform>%n photos could not be removed, the first is “%1”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) moved to the trash</source>
        <translation>
            <numerusform>%n photo moved to the trash</numerusform>
            <numerusform>%n photos moved to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stars taken from %n photo(s)</source>
        <translation>
            <numerusform>Stars taken from %n photo</numerusform>
            <numerusform>Stars taken from %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 for %n photo(s)</source>
        <translation>
            <numerusform>%1 for %n photo</numerusform>
            <numerusform>%1 for %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>likeness::QueryModel</name>
    <message numerus="yes">
        <source>Like %1 and %n more</source>
        <translation>
            <numerusform>Like %1 and %n more</numerusform>
            <numerusform>Like %1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>likeness::TagEditor</name>
    <message numerus="yes">
        <source>%n tag(s) added</source>
        <translation>
            <numerusform>%n tag added</numerusform>
            <numerusform>%n tags added</numerusform>
        </translation>
    </message>
</context>
</TS>
