#include "model/vocabulary.h"

#include <string.h>

const struct entry regions[] = {
    {"CZ010", "Hlavní město Praha", "Prague", 19, 0},
    {"CZ020", "Středočeský kraj", "Central Bohemian Region", 27, 0},
    {"CZ031", "Jihočeský kraj", "South Bohemian Region", 35, 0},
    {"CZ032", "Plzeňský kraj", "Plzeň Region", 43, 0},
    {"CZ041", "Karlovarský kraj", "Karlovy Vary Region", 51, 0},
    {"CZ042", "Ústecký kraj", "Ústí nad Labem Region", 60, 0},
    {"CZ051", "Liberecký kraj", "Liberec Region", 78, 0},
    {"CZ052", "Královéhradecký kraj", "Hradec Králové Region", 86, 0},
    {"CZ053", "Pardubický kraj", "Pardubice Region", 94, 0},
    {"CZ063", "Kraj Vysočina", "Vysočina Region", 108, 0},
    {"CZ064", "Jihomoravský kraj", "South Moravian Region", 116, 0},
    {"CZ071", "Olomoucký kraj", "Olomouc Region", 124, 0},
    {"CZ072", "Zlínský kraj", "Zlín Region", 141, 0},
    {"CZ080", "Moravskoslezský kraj", "Moravian-Silesian Region", 132, 0},
    {"CZ", "Česká republika", "Czech Republic", 0, 0},
    {0},
};

const struct entry load_factors[] = {
    {"visual", "Zraková zátěž", "Visual strain", 0, 0},
    {"physical", "Celková fyzická zátěž", "Overall physical load", 0, 0},
    {"mental", "Duševní zátěž", "Mental load", 0, 0},
    {"heat", "Zátěž teplem", "Heat", 0, 0},
    {"cold", "Zátěž chladem", "Cold", 0, 0},
    {"noise", "Zátěž hlukem", "Noise", 0, 0},
    {"vibration", "Zátěž vibracemi", "Vibration", 0, 0},
    {"dust", "Zátěž prachem", "Dust", 0, 0},
    {"chemicals", "Zátěž chemickými látkami", "Chemical substances", 0, 0},
    {"allergens", "Zátěž invazivními alergeny", "Invasive allergens", 0, 0},
    {"biological", "Zátěž biologickými činiteli způsobujícími onemocnění", "Disease-causing biological agents", 0, 0},
    {"ionizing-radiation", "Zátěž ionizujícím zářením", "Ionizing radiation", 0, 0},
    {"non-ionizing-radiation", "Zátěž neionizujícím zářením a elektromagnetickým polem včetně laserů",
     "Non-ionizing radiation and electromagnetic fields, lasers included", 0, 0},
    {"trunk-static", "Zátěž trupu a páteře s převahou statické práce (manipulace s břemeny)",
     "Static load of the trunk and spine (handling of loads)", 0, 0},
    {"small-muscles", "Lokální zátěž - zátěž malých svalových skupin", "Local load of small muscle groups", 0, 0},
    {"fine-motor", "Lokální zátěž jemné motoriky", "Local load of fine motor skills", 0, 0},
    {"confined-space", "Zátěž prací v omezeném nebo uzavřeném prostoru", "Work in a restricted or confined space", 0,
     0},
    {"awkward-posture", "Zátěž prací v nevhodných pracovních polohách", "Work in awkward postures", 0, 0},
    {"heights", "Práce ve výškách", "Work at heights", 0, 0},
    {"injury", "Zvýšené riziko úrazu pracovníka", "Raised risk of injury to the worker", 0, 0},
    {"public-danger", "Zvýšené riziko obecného ohrožení", "Raised risk of public danger", 0, 0},
    {"working-hours", "Pracovní doba, směnnost", "Working hours, shifts", 0, 0},
    {0},
};

const struct entry qualification_labels[] = {
    {"1", "Základní vzdělání", NULL, 1, 0},
    {"2", "Střední vzdělání bez výučního listu", NULL, 2, 0},
    {"2", "Střední vzdělání s výučním listem dvouleté", NULL, 2, 0},
    {"3", "Střední vzdělání s výučním listem", NULL, 3, 0},
    {"3", "Střední vzdělání s výučním listem tříleté", NULL, 3, 0},
    {"4", "Střední vzdělání s maturitní zkouškou", NULL, 4, 0},
    {"4", "Střední vzdělání s výučním listem i maturitní zkouškou", NULL, 4, 0},
    {"5", "Pomaturitní krátkodobé vzdělání", NULL, 5, 0},
    {"6", "Vyšší odborné vzdělání", NULL, 6, 0},
    {"6", "Bakalářský studijní program", NULL, 6, 0},
    {"7", "Magisterský studijní program", NULL, 7, 0},
    {"8", "Doktorský studijní program", NULL, 8, 0},
    {0},
};

const struct entry qualification_levels[] = {
    {"1", "Základní vzdělání", "Basic education", 1, 0},
    {"2", "Střední vzdělání bez výučního listu", "Secondary education without a certificate of apprenticeship", 2, 0},
    {"3", "Střední vzdělání s výučním listem", "Secondary education with a certificate of apprenticeship", 3, 0},
    {"4", "Střední vzdělání s maturitní zkouškou", "Secondary education with a school-leaving examination", 4, 0},
    {"5", "Pomaturitní krátkodobé vzdělání", "Short-cycle post-secondary education", 5, 0},
    {"6", "Bakalářský studijní program", "Bachelor's degree or tertiary professional education", 6, 0},
    {"7", "Magisterský studijní program", "Master's degree", 7, 0},
    {"8", "Doktorský studijní program", "Doctoral degree", 8, 0},
    {0},
};

const struct entry competence_kinds[] = {
    {"skill", "Odborné dovednosti", "Occupation-specific skills", 1, 8},
    {"knowledge", "Odborné znalosti", "Occupation-specific knowledge", 1, 8},
    {"generic", "Obecné dovednosti", "Generic skills", 0, 3},
    {"digital", "Digitální kompetence", "Digital competences", 1, 4},
    {"soft", "Měkké kompetence", "Soft competences", 0, 5},
    {0},
};

const struct entry spheres[] = {
    {"wage", "Mzdová sféra", "Wage sphere (business)", 0, 0},
    {"salary", "Platová sféra", "Salary sphere (public sector)", 0, 0},
    {0},
};

const struct entry wage_statuses[] = {
    {"published", "Zveřejněno", "Published", 0, 0},
    {"suppressed", "Nezveřejněno", "Withheld by the source", 0, 0},
    {0},
};

const struct entry wage_sources[] = {
    {"nsp", "Národní soustava povolání", "National System of Occupations", 0, 0},
    {"ispv", "Informační systém o průměrném výdělku", "Average Earnings Information System", 0, 0},
    {0},
};

const struct entry occupation_types[] = {
    {"occupation", "Povolání", "Occupation", 0, 0},
    {"specialization", "Specializace", "Specialization", 0, 0},
    {0},
};

const struct entry education_suitability[] = {
    {"most_suitable", "Nejvhodnější školní přípravu poskytují obory", "Most suitable", 0, 0},
    {"suitable", "Vhodnou školní přípravu poskytují také obory", "Suitable", 0, 0},
    {0},
};

const struct entry esco_types[] = {
    {"group", "Skupina", "Group", 0, 0},
    {"occupation", "Povolání", "Occupation", 0, 0},
    {0},
};

const struct entry occupation_facets[] = {
    {"field", "Odborný směr", "Field", 0, 0},
    {"qualification_level", "Kvalifikační úroveň", "Qualification level", 0, 0},
    {"regulated", "Regulovaná jednotka práce", "Regulated", 0, 0},
    {"isco_major", "Hlavní třída CZ-ISCO", "Major group of CZ-ISCO", 0, 0},
    {0},
};

const struct entry health_effects[] = {
    {"limiting", "Onemocnění omezující výkon povolání", "Limits the practice of the occupation", 0, 0},
    {"excluding", "Onemocnění vylučující výkon povolání", "Excludes the practice of the occupation", 0, 0},
    {0},
};

const struct entry occupation_parts[] = {
    [PART_ACTIVITIES] = {"activities", "Pracovní činnosti", "Activities", 0, 0},
    [PART_WAGES] = {"wages", "Hrubé měsíční mzdy", "Gross monthly wages", 0, 0},
    [PART_WORKING_CONDITIONS] = {"working_conditions", "Pracovní podmínky", "Working conditions", 0, 0},
    [PART_EDUCATION] = {"education", "Školní vzdělání", "Education", 0, 0},
    [PART_COMPETENCES] = {"competences", "Kompetenční požadavky", "Competences", 0, 0},
    [PART_HEALTH] = {"health_conditions", "Zdravotní podmínky", "Health conditions", 0, 0},
    [PART_COUNT] = {0},
};

const struct entry *entry_by_code(const struct entry *entries, const char *code)
{
    return entry_by_start(entries, code, strlen(code));
}

const struct entry *entry_by_name(const struct entry *entries, const char *name)
{
    for (; entries->code; entries++)
        if (strcmp(entries->name, name) == 0)
            return entries;
    return NULL;
}

const struct entry *entry_by_start(const struct entry *entries, const char *text, size_t length)
{
    while (entries->code && (strlen(entries->code) != length || memcmp(entries->code, text, length) != 0))
        entries++;
    return entries->code ? entries : NULL;
}

bool entry_list_codes(const struct entry *entries, struct arena *arena, struct list *codes)
{
    for (; entries->code; entries++)
        if (!list_add_text(codes, arena, entries->code))
            return false;
    return true;
}
