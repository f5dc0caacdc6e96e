package row

import (
	"strings"

	"shopfyp.dev/tools/import/internal/mapping"
)

var genders = wordMap(map[string]string{
	"female": "female females f w woman women womens women's woman's ladies lady girl girls girls' girl's damen frau frauen weiblich mädchen femme femmes féminin feminin fille filles mujer mujeres femenino niña niñas " +
		"donna donne femminile bambina feminino feminina mulher mulheres dames vrouw vrouwen meisjes dam dame kvinna kobieta damskie",
	"male": "male males m man men mens men's man's gents gentlemen boy boys boys' boy's herren herr mann männer männlich jungen junge homme hommes masculin garçon garçons hombre hombres masculino niño niños " +
		"uomo uomini maschile bambino homem homens masculina heren man's jongens herr herre mężczyzna męskie",
	"unisex": "unisex u both all everyone any neutral unisexe unissex unisexkids unisexadult unisex-adult unisex-child",
})

var ageOfGender = wordMap(map[string]string{
	"kids": "girl girls girls' girl's boy boys boys' boy's mädchen jungen fille filles garçon garçons niña niñas niño niños bambina bambino meisjes jongens unisex-child unisexkids",
})

var ages = wordMap(map[string]string{
	"newborn": "newborn newborns neugeborene nouveau-né 0-3months",
	"infant":  "infant infants baby babies babys säugling bébé bebe bebé neonato 3-12months",
	"toddler": "toddler toddlers kleinkind kleinkinder 1-5years tout-petit",
	"kids":    "kids kid child children childrens children's junior juniors youth kinder kind enfant enfants niños niñas bambini crianças kinderen 5-13years boys girls",
	"adult":   "adult adults erwachsene erwachsener adulte adultes adulto adultos adulti volwassenen teen teens",
})

// gender returns "female", "male" or "unisex", or "" with a warning for another text.
func (r *row) gender(text string) string {
	key := compact(text)
	if key == "" {
		return ""
	}
	if g := genders[key]; g != "" {
		return g
	}
	women, men := false, false
	for _, part := range strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return strings.ContainsRune(" ,;/|&-+", c) }) {
		women, men = women || genders[part] == "female", men || genders[part] == "male"
	}
	switch {
	case women && men:
		return "unisex"
	case women:
		return "female"
	case men:
		return "male"
	}
	if ageGroup(text) == "" {
		r.warn(mapping.Gender, "not a known gender: ignored", text)
	}
	return ""
}

func ageGroup(text string) string { return ages[compact(text)] }

var conditions = wordMap(map[string]string{
	"new": "new neu neuf nuevo nuovo novo nieuw ny brandnew newcondition newwithtags newwithbox newother 11",
	"refurbished": "refurbished renewed reconditioned remanufactured manufacturerrefurbished sellerrefurbished certifiedrefurbished generalüberholt reconditionné reacondicionado " +
		"ricondizionato recondicionado gereviseerd refurbishedcondition",
	"used": "used preowned pre-owned second-hand secondhand gebraucht occasion usado usato tweedehands used_like_new used_good used_fair likenew usedlikenew usedverygood usedgood " +
		"usedacceptable verygood good acceptable fair usedcondition damaged damagedcondition begagnad",
})

// condition returns "new", "refurbished" or "used", or "" with a warning for another text.
func (r *row) condition() string {
	text := r.text(mapping.Condition)
	if text == "" {
		return ""
	}
	key := compact(r.meaning(mapping.Condition, text))
	key = key[strings.LastIndex(key, "/")+1:]
	for _, k := range []string{key, strings.NewReplacer(";", "", "-", "", "_", "").Replace(key)} {
		if c := conditions[k]; c != "" {
			return c
		}
	}
	r.warn(mapping.Condition, "not a known condition: ignored", text)
	return ""
}
