/* given.c - short lists, looked through from the front. */
#include "reading/given.h"

static const char women[] =
    "adriana agnes alexandra alice alicia amanda amy ana andrea angela anita ann anna anne annie "
    "barbara beatrice betty bonnie brenda bridget carla carmen carol caroline catherine cecilia "
    "charlotte chelsea cheryl christina christine cindy claire clara claudia condoleezza cynthia dana "
    "deborah debra denise diana diane dianne dilma donna dorothy edith eileen elaine eleanor elena "
    "elizabeth ellen emily emma erica erin ethel eva evelyn fatima fiona florence frances gail gina "
    "gloria grace hannah harriet heather helen hillary ines ingrid irene isabel jacqueline jane janet "
    "janice jean jennifer jessica joan joanna josephine joyce judith judy julia julie karen kate "
    "katherine kathleen kathryn katie kelly kimberly kirsten kristin laura lauren leila linda lisa "
    "loretta lori louise lucy lynn madeleine margaret maria marie marilyn marion marissa martha mary "
    "megan melania melissa mercedes michelle monica nancy natalie natasha nicola nicole olga olivia "
    "pamela patricia paula pauline peggy phyllis priti rachel rebecca renee rita roberta robin rosa "
    "rose rosemary ruth sally samantha sandra sara sarah sharon sheila shirley sonia sophia stacy "
    "stella stephanie sue susan suzanne sylvia tamara tanya teresa theresa tina tracy ursula valerie "
    "vanessa vera veronica victoria virginia vivian wendy yolanda yvette yvonne";

static const char men[] =
    "aaron abdul abraham adam adrian ahmed alan albert alberto alejandro alex alexander alexei alfred "
    "ali allan allen andre andreas andrei andrew antonio anthony arnold arthur barack barry bashar "
    "ben benjamin bernard bernie bill bob boris brad bradley brian bruce carl carlos chad charles "
    "charlie chris christopher chuck clarence claude clayton colin craig daniel danny dave david dean "
    "dennis derek diego dmitry dominic don donald doug douglas duncan ed edgar eduardo edward edwin "
    "emmanuel enrique eric ernest eugene felix fernando fidel francis francisco francois frank "
    "franklin fred frederick gary geoffrey george gerald gerard gerhard giovanni glenn gordon graham "
    "greg gregory guy hamid harold harry hassan henry herbert howard hugh hugo hussein ian ibrahim "
    "igor ivan jack jacob jacques jaime jake james jason javier jay jeff jeffrey jeremy jerry jesse "
    "jim jimmy joe john johnny jon jonathan jorge jose joseph joshua juan julian justin karl keith "
    "ken kenneth kevin khalid kyle larry lawrence lee leo leon leonard lloyd louis lucas luis manuel "
    "marc marco marcus mario mark martin marvin matt matthew maurice max michael miguel mike mikhail "
    "mitch mitt mohamed mohammad mohammed muhammad nathan neil nelson newt nicholas nick nicolas "
    "nigel norman oleg oliver omar oscar oswald pablo patrick paul pedro peter phil philip phillip "
    "pierre rafael ralph randy raul ray raymond rex ricardo richard rick robert roberto rodney roger "
    "roland ron ronald roy rudy rupert russell ryan salman sam samuel scott sean sergei sergey sergio "
    "seth shane simon stanley stephen steve steven stuart ted terry theodore thomas tim timothy toby "
    "todd tom tommy tony travis vernon victor vincent vladimir walter warren wayne wesley william "
    "winston yasser yusuf zachary";

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool dgm_given_same(dgm_view one, dgm_view other) {
    if (one.size != other.size)
        return false;
    for (size_t i = 0; i < one.size; i++)
        if (lower(one.data[i]) != lower(other.data[i]))
            return false;
    return true;
}

bool dgm_given_listed(dgm_view word, const char *list) {
    for (size_t size = 0; *list; list += size + (list[size] == ' ')) {
        size = strcspn(list, " ");
        if (dgm_given_same(word, (dgm_view){list, size}))
            return true;
    }
    return false;
}

dgm_gender dgm_given_name(dgm_view name) {
    if (dgm_given_listed(name, women))
        return DGM_GENDER_FEMALE;
    return dgm_given_listed(name, men) ? DGM_GENDER_MALE : DGM_GENDER_UNKNOWN;
}

dgm_gender dgm_given_address(dgm_view word) {
    if (dgm_given_listed(word, "mrs mrs. ms ms. miss lady dame mme mme. queen princess baroness sister"))
        return DGM_GENDER_FEMALE;
    if (dgm_given_listed(word, "mr mr. sir lord king prince baron father pope"))
        return DGM_GENDER_MALE;
    return DGM_GENDER_UNKNOWN;
}

bool dgm_given_is_address(dgm_view word) {
    return dgm_given_listed(
        word, "mr mr. mrs mrs. ms ms. miss mx mx. dr dr. sir lord lady dame mme mme. m. prof prof.");
}
